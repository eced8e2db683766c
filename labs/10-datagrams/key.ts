import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

const IP = 20; // bytes of a header without options
const UDP = 8;

export default {
  Q1: {
    kind: 'open',
    why: 'UDP adds ports and a checksum to IP, and little else; everything that TCP does beyond that is missing.',
    rubric: [
      {
        points: 1,
        text: 'connection: TCP makes one first (connect fails where nobody listens); UDP just sends, and the sender does not notice whether anybody is there',
      },
      {
        points: 1,
        text: 'reliability: TCP sends again what was lost, or reports an error; a datagram may be lost, and the program has to wait with a timeout and repeat',
      },
      {
        points: 1,
        text: 'order and duplicates: TCP delivers in order and once; datagrams may overtake each other or come twice, so that the program has to number them',
      },
      {
        points: 1,
        text: 'borders: TCP is a stream, where one send is not one recv; a datagram comes whole or not at all. (Also right: flow and congestion control, one socket for all clients, the limit of 65507 bytes.)',
      },
    ],
    example:
      'TCP makes a connection before the first byte, so connect tells whether somebody listens; with UDP sendto succeeds in any case. TCP repeats what is lost; with UDP my client has to set a timeout and ask again. TCP keeps the order; datagrams may overtake each other, so I number them. TCP is a stream, and I have to find the ends of messages; a datagram is a message, and comes whole or not at all.',
  },
  Q2: {
    kind: 'choice',
    right: 'c',
    why: 'sendto hands the datagram to the kernel; what becomes of it afterwards is not told.',
    wrong: {
      a: 'Pull the cable, and call it again: does it fail?',
      b: 'Stop the server, and call it again: does it fail?',
      d: 'Step 4 of the sheet sends to a port where nobody listens. What did sendto say?',
    },
  },
  Q3: {
    kind: 'several',
    right: ['b', 'c', 'e'],
    why: 'Datagrams keep their borders, and nothing else: they are overtaken, lost, and come twice.',
    feedback: {
      a: 'Does UDP join two datagrams, as TCP joins what two sends have sent?',
      b: 'Does UDP promise that datagrams come in the order in which they were sent?',
      c: 'What happens at the second call when one of the two is lost?',
      d: 'Can a datagram arrive in part, where the buffer is large enough?',
      e: 'What does the second call return when the first datagram comes twice?',
    },
  },
  Q4: {
    kind: 'number',
    right: 1476,
    why: '2500 - 1024: one call takes one datagram, and what does not fit into its buffer is thrown away.',
    wrong: [
      { value: 0, feedback: 'That would be so with TCP. Try step 3 of the sheet: what does the second call return?' },
      { value: 452, feedback: 'Does the second call go on where the first has ended? Try step 3 of the sheet.' },
      { value: 1024, feedback: 'That is what it gets.' },
      { value: 2500, feedback: 'Something of it arrives: what does the first call return?' },
    ],
  },
  Q5: {
    kind: 'number',
    right: 10,
    tolerance: { absolute: 0.5 },
    why: 'Ten pings, each of which waits one second.',
    wrong: [
      { value: 1, feedback: 'That is one ping. When is the next one sent?' },
      { value: 9, feedback: 'Is the reply to the last ping waited for, too?' },
      { value: 0, feedback: 'Nobody says that nothing will come: how long does each ping wait?' },
    ],
  },
  Q6: {
    kind: 'choice',
    right: 'b',
    why: 'ping 4 gets the reply to ping 3, ping 5 that to ping 4, and so on: from then on every reply is one ping late.',
    wrong: {
      a: 'Which datagram does it find when it waits for the reply to ping 5?',
      c: 'What did it print when the second of ping 3 was over?',
      d: 'Something came while it waited for ping 4, and it does not compare. What does it print?',
    },
  },
  Q7: {
    kind: 'transcript',
    why: 'The bytes of each datagram, and 28 for its headers.',
    right: (exchange) => data(exchange) + fromClient(exchange).length * (IP + UDP),
    wrong: [
      { value: data, credit: 0.5, feedback: 'These are the data alone. What stands before them in each packet?' },
      {
        value: (exchange) => data(exchange) + fromClient(exchange).length * UDP,
        credit: 0.5,
        feedback: 'These are datagrams. In what does each of them travel?',
      },
      { value: (exchange) => data(exchange) + IP + UDP, feedback: 'Does each datagram have headers of its own?' },
      {
        value: (exchange) => characters(exchange) + fromClient(exchange).length * (IP + UDP),
        credit: 0.5,
        feedback: 'Count bytes: not every letter is one byte in UTF-8.',
      },
      {
        value: (exchange) => 2 * (data(exchange) + fromClient(exchange).length * (IP + UDP)),
        feedback: 'These are both directions.',
      },
    ],
  },
  Q8: {
    kind: 'text',
    why: 'connect binds the socket to one peer: only then can the system tell whose error "port unreachable" is.',
    rules: [
      {
        pattern: /connect/i,
        credit: 1,
        like: ['connect', '`connect()`', 'it has to be connected', 's.connect((host, port)), before sendto'],
      },
      {
        pattern: /set_?timeout|timeout|SO_RCVTIMEO|poll|select/i,
        credit: 0,
        feedback: 'A timeout says that nothing came, and not why.',
        like: ['settimeout(1)', 'with a timeout'],
      },
      {
        pattern: /\bbind/i,
        credit: 0,
        feedback: 'bind is about the own address. Which call is about the other one?',
        like: ['bind()'],
      },
      {
        pattern: /listen|accept/i,
        credit: 0,
        feedback: 'These are calls of TCP servers. What did step 4 of the sheet call?',
        like: ['listen', 'accept()'],
      },
      {
        pattern: /sendto|recvfrom/i,
        credit: 0,
        feedback: 'In step 4 of the sheet neither of these was told. What was called before send?',
        like: ['sendto', 'recvfrom'],
      },
    ],
  },
} satisfies Key;

function fromClient({ segments }: SeenExchange): Uint8Array[] {
  return segments.filter(({ from }) => from === 'client').map(({ bytes }) => bytes);
}

function data(exchange: SeenExchange): number {
  return fromClient(exchange).reduce((sum, bytes) => sum + bytes.length, 0);
}

function characters(exchange: SeenExchange): number {
  return fromClient(exchange).reduce((sum, bytes) => sum + new TextDecoder().decode(bytes).length, 0);
}
