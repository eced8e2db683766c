import { command } from '../command.js';
import { labWord, transferFlags, jsonFlag, studentFlags, captureFlag, faultFlags, deadlineFlag, hostsFlag, scriptFlag, serverFlags } from '../flags.js';

export const run = command(
  'run <lab>',
  'serve a lab, play its client, and show the exchange from both ends',
  { ...labWord, ...serverFlags, ...scriptFlag, ...deadlineFlag, ...captureFlag, ...faultFlags, ...transferFlags, ...hostsFlag, ...studentFlags, ...jsonFlag },
  async () => (await import('../run-run.js')).runRun,
);
