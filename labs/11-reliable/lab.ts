import type { Lab } from '../../src/lab/lab.js';

export default {
  title: 'Reliable delivery',
  summary: 'stop-and-wait, then go-back-N over loss, duplication and reordering',
  server: { transport: 'udp', framing: 'datagram', handler: 'ack:ACK {n}', port: 12001 },
  client: [
    { send: '1 one', replies: ['ACK 1'] },
    { send: '2 two', replies: ['ACK 2'] },
    { send: '3 three', replies: ['ACK 3'] },
    // Sent again, as if its acknowledgement had been lost: a server that counts what arrives takes it for a new message.
    { send: '3 three', replies: ['ACK 4'] },
  ],
} satisfies Lab;
