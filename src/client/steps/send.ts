import { joinBytes } from '../../core/frame-bytes.js';
import { sendPieces } from '../send-pieces.js';
import { badScript } from '../step-failure.js';
import { scriptStep } from '../step-kind.js';

/** Sends the messages' frames glued together, cut into one write for each piece between the byte offsets in `cuts`. */
export default scriptStep({
  op: 'send',
  shape: ({ messages, offsets }) => ({ messages, cuts: offsets.exactOptional() }),
  example: 'send: Hello',
  does: 'sends a message. `send: [one, two]` sends two, glued together in one write',
  run: ({ messages, cuts }, script, name) =>
    script.withClient(name, (client) => {
      let frames: Uint8Array[];
      try {
        frames = script.frames(messages);
      } catch (error) {
        return badScript(error instanceof Error ? error.message : String(error));
      }
      return sendPieces(client, client.datagrams ? frames : [joinBytes(frames)], cuts, script);
    }),
});
