import { command } from '../command.js';
import { labWord, jsonFlag, captureFlag, deadlineFlag, scriptFlag, serverFlags } from '../flags.js';

const { handler, framing, transport, host, port } = serverFlags;

export const client = command(
  'client [lab]',
  'play the lab\'s scripted client against a server, or talk to it yourself',
  {
    ...labWord,
    host,
    port,
    interactive: { alias: 'i', type: 'boolean', describe: 'a prompt: every line is a message; ends on exit' },
    handler: { ...handler, describe: 'play the examples of this handler' },
    framing,
    transport,
    'max-frame': serverFlags['max-frame'],
    ...scriptFlag,
    ...deadlineFlag,
    ...captureFlag,
    ...jsonFlag,
  },
  async () => (await import('../run-client.js')).runClient,
);
