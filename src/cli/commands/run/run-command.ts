import { command } from '../../command.js';
import {
  labWord,
  transferFlags,
  jsonFlag,
  studentFlags,
  captureFlag,
  impairmentFlags,
  deadlineFlag,
  hostsFlag,
  scriptFlag,
  serverFlags,
} from '../../flags.js';

export default command(
  30,
  'run <lab>',
  'serve a lab, play its client, and show the exchange from both ends',
  {
    ...labWord,
    ...serverFlags,
    ...scriptFlag,
    ...deadlineFlag,
    ...captureFlag,
    ...impairmentFlags,
    ...transferFlags,
    ...hostsFlag,
    ...studentFlags,
    ...jsonFlag,
  },
  async () => (await import('./run-lab.js')).runLab,
);
