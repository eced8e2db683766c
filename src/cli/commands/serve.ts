import { command } from '../command.js';
import { labWord, captureFlag, faultFlags, jsonFlag, studentFlags, serverFlags, workersFlag } from '../flags.js';

export const serve = command(
  'serve [lab]',
  'serve a lab, or any handler, until Ctrl-C',
  { ...labWord, ...serverFlags, ...workersFlag, ...captureFlag, ...faultFlags, quiet: { type: 'boolean', describe: 'tell nothing but errors' }, table: { type: 'boolean', describe: 'lab 14: show the last reading of each device' }, ...studentFlags, ...jsonFlag },
  async () => (await import('../run-serve.js')).runServe,
);
