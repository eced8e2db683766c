import { payloadBytes } from '../../core/exchange.js';
import { awaitFrames } from '../await-frames.js';
import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'expect-raw',
  shape: ({ bytes }) => ({ bytes }),
  example: String.raw`expect-raw: "Hello\n"`,
  does: 'waits for bytes as they are on the wire',
  run: ({ bytes }, script, name) =>
    script.withClient(name, (client) => awaitFrames(client, [payloadBytes(bytes)], script, name)),
});
