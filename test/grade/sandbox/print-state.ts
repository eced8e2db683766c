import { sandboxState } from '../../../src/grade/sandbox/sandbox-state.js';

// Says whether there is a sandbox where this program is run: its words are the worker of the probe, and programs to look for.
const [worker, ...programs] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await sandboxState(programs, undefined, worker)));
