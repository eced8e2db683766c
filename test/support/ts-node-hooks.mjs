// mocha runs TypeScript as it stands: ts-node compiles each file when it is imported (types are checked by tsc beforehand).
import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

// For the worker of a grader, which runs in a box: ts-node would look for its settings where it is called, and its compiler
// unpacks itself where it may write.
process.env.TS_NODE_PROJECT ??= fileURLToPath(new URL('../../tsconfig.json', import.meta.url));
if (existsSync('/scratch')) process.env.SWC_NATIVE_BINDING_CACHE ??= '/scratch';

register('ts-node/esm', import.meta.url);
