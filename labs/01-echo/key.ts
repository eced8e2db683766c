import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'open',
    why: 'One socket receives connections, others carry bytes; making a connection and taking it are two steps.',
    rubric: [
      {
        points: 1,
        text: 'listen() makes the socket a listening one: from then on the kernel answers SYNs and completes handshakes',
      },
      { points: 1, text: 'finished connections wait in a queue (backlog) until the program takes them' },
      {
        points: 1,
        text: 'accept() takes one of them and returns a new, connected socket; the listening socket goes on',
      },
      { points: 1, text: 'without accept() the client connects and may send, and never gets an answer' },
    ],
    example:
      'listen() turns the socket into one that receives connections: the kernel now answers SYNs, completes the handshake and keeps finished connections in a queue. accept() takes the first of them and returns a new socket for this one client, so that the listening socket is free for others. If only listen() is called, clients can connect and even send a little, but nobody reads it and no reply ever comes.',
  },
  Q2: {
    kind: 'number',
    right: 4,
    why: 'One connected socket for each client, and the listening one.',
    wrong: [
      {
        value: 3,
        feedback: 'You have counted those that carry bytes. Which socket does the fourth client come in through?',
      },
      { value: 1, feedback: 'accept() returns a socket. Is it the one on which it was called?' },
      { value: 5, feedback: 'A client that is still to come has no socket in the server yet.' },
      {
        value: 6,
        feedback:
          'A TCP socket works in both directions: one for each client is enough. The ends of the clients are not in this process.',
      },
      {
        value: 7,
        feedback: 'A TCP socket works in both directions, and the ends of the clients are not in this process.',
      },
    ],
  },
  Q3: {
    kind: 'text',
    why: 'No bytes (b"") is the end of the stream. No message can look like it, as recv waits for at least one byte.',
    rules: [
      {
        pattern: /\bNone\b|\bnull\b/i,
        credit: 0,
        feedback: 'recv always returns bytes. How many of them, here?',
        like: ['None', 'it returns null'],
      },
      {
        pattern: /-1|exception|error|raises|throws/i,
        credit: 0,
        feedback:
          'The other side has closed in the regular way: that is no error, and Python would not return a number.',
        like: ['-1', 'it raises an exception', 'ConnectionResetError'],
      },
      {
        pattern: /\bb?(?:''|"")|\bempty\b|\b(?:no|0|zero) bytes\b/i,
        credit: 1,
        like: ["b''", 'b""', 'an empty bytes object', 'zero bytes', "no bytes, that is b''"],
      },
      {
        pattern: /\bEOF\b|end of (?:the )?(?:stream|file)/i,
        credit: 0.5,
        feedback: 'That is what it means. What is the value that the call returns?',
        like: ['EOF', 'the end of the stream'],
      },
      {
        pattern: /^\W*(?:0|zero|nothing)\W*$/i,
        credit: 0.5,
        feedback:
          'In C that would be it. What does it look like in Python, where recv returns what was received and not how much?',
        like: ['0', 'nothing.'],
      },
    ],
  },
  Q4: {
    kind: 'several',
    right: ['a', 'b', 'd'],
    why: 'The kernels make the connection and keep the bytes; only the echo needs the program.',
    feedback: {
      a: 'Who answers the SYN: the program, or the kernel?',
      b: 'sendall hands the bytes to the kernel. Does it wait until somebody has read them?',
      c: 'Which program would have sent the echo?',
      d: 'When is the handshake finished: before or after accept()?',
      e: 'A connection is refused where no socket listens on the port. Does one listen here?',
    },
  },
  Q5: {
    kind: 'choice',
    right: 'b',
    why: 'Where no socket listens, the kernel itself refuses: RST, which connect reports as ECONNREFUSED.',
    wrong: {
      a: 'That is what happens when the machine does not answer at all, or a firewall drops the packet. This machine is there. Try it with nc -v.',
      c: 'For a connection both kernels have to find a socket for the port. Is there one?',
      d: 'The server is told only of connections to its own port.',
    },
  },
  Q6: {
    kind: 'transcript',
    why: 'The SYN takes one number, every byte after it one more; each direction counts for itself.',
    right: (exchange) => exchange.firstSequence.client + 1 + bytesBefore(exchange),
    wrong: [
      {
        value: (exchange) => exchange.firstSequence.client + bytesBefore(exchange),
        credit: 0.5,
        feedback: 'Nearly: does the SYN take a sequence number, too?',
      },
      {
        value: (exchange) => bytesBefore(exchange) + 1,
        credit: 0.5,
        feedback: 'This is the relative number, as Wireshark shows it. With which number did this client begin?',
      },
      {
        value: (exchange) => exchange.firstSequence.client + 1 + 2 * bytesBefore(exchange),
        feedback: 'Bytes of the server do not count here: each direction has its own numbers.',
      },
      {
        value: (exchange) => exchange.firstSequence.client + 1 + charactersBefore(exchange),
        feedback: 'Sequence numbers count bytes, and not every letter is one byte in UTF-8.',
      },
      {
        value: (exchange) => exchange.firstSequence.client + 3,
        feedback: 'Sequence numbers count bytes, not segments.',
      },
    ],
  },
  Q7: {
    kind: 'choice',
    right: 'c',
    why: 'An ephemeral port is bound by connect, as nobody has to know it before.',
    wrong: {
      a: 'The server sends its replies to a port, too: accept() tells which.',
      b: 'By then the handshake is over, and the SYN carried the port of the client already.',
      d: 'Two clients of one machine can connect to the same port. How are their connections told apart?',
    },
  },
} satisfies Key;

function clientsFirstTwo({ segments }: SeenExchange): Uint8Array[] {
  return segments
    .filter(({ from }) => from === 'client')
    .slice(0, 2)
    .map(({ bytes }) => bytes);
}

function bytesBefore(exchange: SeenExchange): number {
  return clientsFirstTwo(exchange).reduce((sum, bytes) => sum + bytes.length, 0);
}

function charactersBefore(exchange: SeenExchange): number {
  return clientsFirstTwo(exchange).reduce((sum, bytes) => sum + new TextDecoder().decode(bytes).length, 0);
}
