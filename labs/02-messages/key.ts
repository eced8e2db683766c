import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'open',
    why: 'Sending and receiving are repeated, connecting and closing are not; a read goes on until as many bytes are back as were sent.',
    rubric: [
      { points: 1, text: 'the lines are shown, and the messages are sent over one connection' },
      { points: 1, text: 'sending and receiving are in a loop; socket, connect and close stand outside it' },
      {
        points: 2,
        text: 'receives until as many bytes have come as were sent, and treats an empty read as an error (1 point where recv is simply called once for each message, and the student says that this may fail)',
      },
    ],
    example:
      'for message in ["Hello", "How are you?", "Goodbye"]:\n    data = message.encode()\n    client_socket.sendall(data)\n    got = b""\n    while len(got) < len(data):\n        piece = client_socket.recv(len(data) - len(got))\n        if not piece: sys.exit("the server has closed")\n        got += piece\n\nsendall and recv are repeated; socket, connect and close are called once. An echo is as long as what was sent, so the client reads until it has that many bytes.',
  },
  Q2: {
    kind: 'number',
    right: 24,
    why: 'recv returns at least one byte, and nothing says that it is more.',
    wrong: [
      { value: 3, feedback: 'This would be right if each recv returned what one sendall sent. Which rule says so?' },
      { value: 1, feedback: 'That is the smallest number. What is the least that one recv may return?' },
      {
        value: 25,
        credit: 0.5,
        feedback:
          'Only calls that return bytes of the messages were asked for: the empty read at the end is none of them.',
      },
    ],
  },
  Q3: {
    kind: 'choice',
    right: 'b',
    why: 'Waiting makes the borders. The mistake shows with long messages, with two at once, and on slow networks.',
    wrong: {
      a: 'TCP does not know of messages, whether the receiver is ready or not.',
      c: 'The rules are the same on 127.0.0.1. Send 100000 bytes at once and count what one recv returns.',
      d: 'recv returns when there is at least one byte. Call sendall twice, wait, and call recv once.',
    },
  },
  Q4: {
    kind: 'number',
    right: 4,
    why: 'The bytes are 63 61 66 c3 a9: a cut behind c3 leaves half a character on each side.',
    wrong: [
      { value: 3, feedback: 'That cut is between two characters: both pieces are valid text.' },
      { value: 5, feedback: 'The text has 5 bytes: this is no cut in it.' },
      { value: 2, feedback: 'c and a are one byte each: "ca" and "fé" can both be decoded.' },
      { value: 1, feedback: 'c is one byte: "c" and "afé" can both be decoded.' },
    ],
  },
  Q5: {
    kind: 'several',
    right: ['a', 'b', 'e', 'f'],
    why: 'What marks a border has to be in the bytes, agreed on before, or the end of the stream. Calls and time do not travel.',
    feedback: {
      a: 'If a byte can never be in a message, what can it be when it comes?',
      b: 'What does the receiver know as soon as it has the first four bytes?',
      c: 'The receiver does not see the calls of the sender, only bytes.',
      d: 'The network may hold bytes back, and deliver the messages of a second at once.',
      e: 'If all messages have 100 bytes, where does the third begin?',
      f: 'What does the receiver see when the sender ends its direction, and can it be mistaken for bytes?',
    },
  },
  Q6: {
    kind: 'transcript',
    why: 'An echo has as many bytes as the message; letters with accents take two in UTF-8.',
    right: (exchange) => reply(exchange, 1).length,
    wrong: [
      {
        value: (exchange) => new TextDecoder().decode(reply(exchange, 1)).length,
        feedback: 'These are characters. How many bytes is a letter such as é in UTF-8?',
      },
      { value: (exchange) => reply(exchange, 0).length, feedback: 'This is the first reply.' },
      {
        value: (exchange) => reply(exchange, 0).length + reply(exchange, 1).length,
        feedback: 'This is the sum of the first two replies.',
      },
    ],
  },
  Q7: {
    kind: 'transcript',
    why: 'Every entry that was received is one read; the last 24 bytes may have come in one or in several.',
    right: (exchange) => received(exchange).length,
    wrong: [
      { value: (exchange) => exchange.segments.length, feedback: 'You have counted what the client sent, too.' },
      {
        value: (exchange) => exchange.segments.length - received(exchange).length,
        feedback: 'These are the writes of the client.',
      },
      { value: () => 6, feedback: 'There were six messages; count the reads in your file.' },
    ],
  },
} satisfies Key;

function received({ segments }: SeenExchange): Uint8Array[] {
  return segments.filter(({ from }) => from === 'server').map(({ bytes }) => bytes);
}

function reply(exchange: SeenExchange, index: number): Uint8Array {
  return received(exchange)[index] ?? new Uint8Array();
}
