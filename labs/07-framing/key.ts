import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

const HEADER = 4;
const decoder = new TextDecoder();

export default {
  Q1: {
    kind: 'number',
    right: 7,
    why: 'Four bytes of length, 6e for n and c3 a9 for é.',
    wrong: [
      { value: 6, credit: 0.5, feedback: 'How many bytes is é in UTF-8?' },
      { value: 3, credit: 0.5, feedback: 'These are the bytes of the message. What is in front of it?' },
      { value: 2, feedback: 'The length counts bytes, not characters, and it is on the wire, too.' },
      { value: 8, feedback: 'Nothing is behind the message: no line feed, no zero byte.' },
    ],
  },
  Q2: {
    kind: 'text',
    why: 'The length 0 has four bytes, too.',
    rules: [
      {
        pattern: /^[`'"[{( ]*(?:(?:0x|\\x)?0?0[\s,:|]*){4}[`'"\]}) ]*\.?$/i,
        credit: 1,
        like: ['00 00 00 00', '`00 00 00 00`', '00000000', '0x00 0x00 0x00 0x00', '\\x00\\x00\\x00\\x00', '0 0 0 0'],
      },
      {
        pattern: /0a|\\n|line feed/i,
        credit: 0,
        feedback: 'There is no delimiter in this framing.',
        like: ['0a', '00 00 00 00 0a'],
      },
      {
        pattern: /^[`\s]*(?:0x|\\x)?0{1,2}[`\s]*$/i,
        credit: 0,
        feedback: 'How many bytes does the length have, whatever it is?',
        like: ['00', '0'],
      },
      {
        pattern: /nothing|none|no bytes|empty/i,
        credit: 0,
        feedback: 'If nothing were sent, how would the receiver know that there was a message?',
        like: ['nothing at all', 'it is empty'],
      },
      {
        pattern: /00 00 00 0?[14]\b/,
        credit: 0,
        feedback: 'The length counts what follows it. How much follows here?',
        like: ['00 00 00 04', '00 00 00 01'],
      },
    ],
  },
  Q3: {
    kind: 'choice',
    right: 'c',
    why: 'The length is 4294967295. Nothing tells the server that the message will never come: the connection is open.',
    wrong: {
      a: 'In a type with a sign it is -1, and what then happens differs: try it in Java, and in Python.',
      b: 'recv knows nothing of messages. What does it do while the connection is open and nothing comes?',
      d: 'The client has not ended its direction. What does recv return at the end of the stream?',
    },
  },
  Q4: {
    kind: 'several',
    right: ['a', 'b', 'd'],
    why: 'The stream is the same; only the mark of the borders differs.',
    feedback: {
      a: 'What has a sender of lines to do with a message that has a line feed in it?',
      b: 'What is in the first four bytes?',
      c: 'What does TCP know of your messages? Look at the check cut-body.',
      d: 'Where does the length stand: in front of the message, or behind it?',
      e: 'How do you type 00 00 00 05?',
    },
  },
  Q5: {
    kind: 'transcript',
    why: 'Each segment is a frame: four bytes, and the bytes of the text in UTF-8.',
    right: (exchange) => sum(firstThree(exchange)),
    wrong: [
      {
        value: (exchange) => sum(firstThree(exchange)) - 3 * HEADER,
        credit: 0.5,
        feedback: 'These are the messages. Count what is in front of them, too.',
      },
      {
        value: (exchange) => sum(firstThree(exchange)) - 2 * HEADER,
        feedback: 'Each of the three messages has a length of its own.',
      },
      {
        value: (exchange) => characters(firstThree(exchange)),
        credit: 0.5,
        feedback: 'Count bytes: a letter that is not in ASCII has more than one.',
      },
      {
        value: ({ segments }) => sum(segments.slice(0, 3).map(({ bytes }) => bytes)),
        feedback: 'These are the first three segments of both directions.',
      },
    ],
  },
  Q6: {
    kind: 'number',
    right: 65535,
    why: 'ff ff is 65535; the number 65536 needs a third byte.',
    wrong: [
      {
        value: 65536,
        credit: 0.5,
        feedback: 'There are so many lengths. Which is the smallest, and which the largest?',
      },
      { value: 65533, feedback: 'The length of this lab does not count itself.' },
      { value: 32767, feedback: 'This is the largest number with a sign.' },
      { value: 255, feedback: 'This is the largest number in one byte.' },
      { value: 99, feedback: 'The bytes are a binary number, no decimal digits.' },
    ],
  },
  Q7: {
    kind: 'open',
    why: 'The borders follow from one another: after a wrong one all others are wrong. A delimiter is found again by looking for it.',
    rubric: [
      { points: 1, text: 'the message is taken one byte too long, the first byte of the next length with it' },
      {
        points: 1,
        text: 'from then on the four bytes that are taken for a length are the wrong ones, such as 00 00 05 68: too much is waited for, or refused',
      },
      {
        points: 1,
        text: 'the receiver cannot find a border again, as nothing in the bytes marks one; it has to close the connection',
      },
      {
        points: 1,
        text: 'with lines two messages become one, and from the next line feed on everything is right again',
      },
    ],
    example:
      'The receiver takes one byte more, which is the first 00 of the next length. Then it takes 00 00 05 68 for the next length: 1384 bytes instead of 5, so it waits, or swallows the following messages, and so on. Nothing in the bytes says where a frame begins, so it cannot find the next one and can only close. If a line feed is lost, two lines are taken for one; the next line feed is a border again, and from there on all is right.',
  },
} satisfies Key;

function firstThree({ segments }: SeenExchange): Uint8Array[] {
  return segments
    .filter(({ from }) => from === 'client')
    .slice(0, 3)
    .map(({ bytes }) => bytes);
}

function sum(parts: readonly Uint8Array[]): number {
  return parts.reduce((total, { length }) => total + length, 0);
}

function characters(parts: readonly Uint8Array[]): number {
  return parts.reduce((total, bytes) => total + HEADER + Array.from(decoder.decode(bytes.subarray(HEADER))).length, 0);
}
