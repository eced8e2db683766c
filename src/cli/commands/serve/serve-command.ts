import { command } from '../../command.js';
import {
  labWord,
  captureFlag,
  impairmentFlags,
  jsonFlag,
  studentFlags,
  serverFlags,
  workersFlag,
} from '../../flags.js';

export default command(
  40,
  'serve [lab]',
  'serve a lab, or any handler, until Ctrl-C',
  {
    ...labWord,
    ...serverFlags,
    ...workersFlag,
    ...captureFlag,
    ...impairmentFlags,
    quiet: { type: 'boolean', describe: 'tell nothing but errors' },
    table: { type: 'boolean', describe: 'lab 14: show the last reading of each device' },
    ...studentFlags,
    ...jsonFlag,
  },
  async () => (await import('./run-serve.js')).runServe,
);
