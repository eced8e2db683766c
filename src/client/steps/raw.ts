import { payloadBytes } from '../../core/exchange.js';
import { sendPieces } from '../send-pieces.js';
import { scriptStep } from '../step-kind.js';

export default scriptStep({
  op: 'raw',
  shape: ({ bytes, offsets }) => ({ bytes, cuts: offsets.exactOptional() }),
  example: 'raw: "Hel"',
  does: 'sends bytes that are put into no frame',
  run: ({ bytes, cuts }, script, name) =>
    script.withClient(name, (client) => sendPieces(client, [payloadBytes(bytes)], cuts, script)),
});
