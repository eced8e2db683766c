import { command } from '../command.js';
import { labWord, jsonFlag, captureFlag, deadlineFlag, scriptFlag, serverFlags } from '../flags.js';

export const run = command(
  'run <lab>',
  'serve a lab on a free port, play its scripted client, and show the exchange from both ends',
  { ...labWord, ...serverFlags, ...scriptFlag, ...deadlineFlag, ...captureFlag, ...jsonFlag },
  async () => (await import('../run-run.js')).runRun,
);
