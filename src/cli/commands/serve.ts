import { command } from '../command.js';
import { jsonFlag, serverFlags, workersFlag } from '../flags.js';

export const serve = command(
  'serve [lab]',
  'serve a lab, or any handler, until Ctrl-C',
  { ...serverFlags, ...workersFlag, quiet: { type: 'boolean', describe: 'tell nothing but errors' }, ...jsonFlag },
  async () => (await import('../run-serve.js')).runServe,
);
