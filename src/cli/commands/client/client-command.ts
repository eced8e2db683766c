import { command } from '../../command.js';
import {
  labWord,
  transferFlags,
  jsonFlag,
  number,
  studentFlags,
  captureFlag,
  impairmentFlags,
  deadlineFlag,
  scriptFlag,
  serverFlags,
  targetFlags,
} from '../../flags.js';

const { handler, framing, services, transport } = serverFlags;

export default command(
  50,
  'client [lab]',
  "play a lab's client against a server, or talk to it yourself",
  {
    ...labWord,
    ...targetFlags,
    interactive: { alias: 'i', type: 'boolean', describe: 'a prompt: every line is a message; ends on exit' },
    devices: number('devices', 1, 5000, 'lab 14: so many simulated sensors at once, whose every reply is checked'),
    handler: { ...handler, describe: 'play the examples of this handler: NAME, NAME:PARAMETER or FILE' },
    framing,
    services,
    transport,
    'max-frame': serverFlags['max-frame'],
    ...scriptFlag,
    ...deadlineFlag,
    ...captureFlag,
    ...impairmentFlags,
    ...transferFlags,
    ...studentFlags,
    ...jsonFlag,
  },
  async () => (await import('./run-client.js')).runClient,
);
