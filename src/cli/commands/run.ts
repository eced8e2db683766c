import { command } from '../command.js';
import { jsonFlag, playFlags, scriptFlag, serverFlags } from '../flags.js';

export const run = command(
  'run <lab>',
  'serve a lab on a free port, play its scripted client, and show the exchange from both ends',
  { ...serverFlags, ...scriptFlag, ...playFlags, ...jsonFlag },
  async () => (await import('../run-run.js')).runRun,
);
