import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'open',
    why: 'UDP adds ports and a checksum to IP, and little else; everything that TCP does beyond that is missing.',
    rubric: [
      { points: 1, text: 'connection: TCP makes one first (connect fails where nobody listens); UDP just sends, and the sender does not notice whether anybody is there' },
      { points: 1, text: 'reliability: TCP sends again what was lost, or reports an error; a datagram may be lost, and the program has to wait with a timeout and repeat' },
      { points: 1, text: 'order and duplicates: TCP delivers in order and once; datagrams may overtake each other or come twice, so that the program has to number them' },
      { points: 1, text: 'borders: TCP is a stream, where one send is not one recv; a datagram comes whole or not at all. (Also right: flow and congestion control, one socket for all clients, the limit of 65507 bytes.)' },
    ],
    example:
      'TCP makes a connection before the first byte, so connect tells whether somebody listens; with UDP sendto succeeds in any case. TCP repeats what is lost; with UDP my client has to set a timeout and ask again. TCP keeps the order; datagrams may overtake each other, so I number them. TCP is a stream, and I have to find the ends of messages; a datagram is a message, and comes whole or not at all.',
  },
} satisfies Key;
