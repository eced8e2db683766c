// mocha runs TypeScript as it stands: ts-node compiles each file when it is imported (types are checked by tsc beforehand).
import { register } from 'node:module';

register('ts-node/esm', import.meta.url);
