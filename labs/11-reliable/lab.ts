import { withVariants } from '../../src/lab/variant.js';
import { encodePacket } from '../../src/protocols/reliable/reliable-packet.js';
import { checksFor } from './checks.js';
import { questions } from './questions.js';

const encoder = new TextEncoder();
const data = (number: number, text: string): Uint8Array =>
  encodePacket({ type: 'data', number, data: encoder.encode(text) });
const end = (number: number): Uint8Array => encodePacket({ type: 'end', number });
const ack = (number: number): Uint8Array => encodePacket({ type: 'ack', number });

export default withVariants(
  {
    port: { usual: 12001, from: 20_000, to: 29_999 },
    piece: ['100', '80', '120', '150'], // bytes of data in a message of the sender
  },
  ({ port, piece }) => ({
    title: 'Reliable delivery',
    summary: 'stop-and-wait, then go-back-N over loss, duplication and reordering',
    server: { transport: 'udp', framing: 'datagram', handler: 'reliable', port },
    client: [
      { send: data(0, 'one '), replies: [ack(1)] },
      // Sent again, as if its acknowledgement had been lost.
      { send: data(0, 'one '), replies: [ack(1)] },
      // Number 1 was lost: what comes behind it is thrown away.
      { send: data(2, 'three'), replies: [ack(1)] },
      { send: data(1, 'two '), replies: [ack(2)] },
      { send: data(2, 'three'), replies: [ack(3)] },
      { send: end(3), replies: [ack(4)] },
      { send: end(3), replies: [ack(4)] },
    ],
    checks: checksFor(Number(piece)),
    questions,
  }),
);
