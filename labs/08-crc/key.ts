import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'text',
    why: '1101011000 divided by 1001 leaves 111.',
    rules: [
      {
        pattern: /1101011111/,
        credit: 0.5,
        feedback: 'That is the codeword. Which part of it is the remainder?',
        like: ['1101011111'],
      },
      {
        pattern: /^(?:the )?(?:remainder(?: is|:)? )?\W*111\W*$/i,
        credit: 1,
        like: ['111', '`111`', 'the remainder is 111'],
      },
      {
        pattern: /^\W*0111\W*$/,
        credit: 0.5,
        feedback: 'How many bits has the remainder of a key of four bits?',
        like: ['0111'],
      },
      {
        pattern: /^\W*(?:000|0|1110)\W*$/,
        credit: 0,
        feedback:
          'Subtract the key wherever the first bit that is left is a 1, without carries, until the last bit is reached.',
        like: ['000', '0'],
      },
    ],
  },
  Q2: {
    kind: 'number',
    right: 24,
    why: 'Three letters of seven bits, and three bits of remainder.',
    wrong: [
      { value: 21, credit: 0.5, feedback: 'So many bits have the data. What does the sender append?' },
      { value: 27, feedback: 'Do the letters have eight bits here? Look at the picture of the sheet.' },
      {
        value: 25,
        feedback:
          'The line feed ends the line; it is not of the codeword. And the remainder has one bit less than the key.',
      },
    ],
  },
  Q3: {
    kind: 'several',
    right: ['a', 'b', 'd', 'e'],
    why: 'The key divides 1001, and no pattern with a single 1, no 11, no 10001 and no 111.',
    feedback: {
      a: 'Can the key divide a number with a single 1?',
      b: 'Divide 11, with zeros in front, by 1001.',
      c: 'Write this error as a pattern of bits, and divide it.',
      d: 'Divide 10001 by 1001. What is left?',
      e: 'Divide 111 by 1001: it is shorter than the key.',
    },
  },
  Q4: {
    kind: 'number',
    right: 3,
    why: 'A burst that is shorter than the key cannot be divided by it; one of four bits can be the key itself.',
    wrong: [
      { value: 4, credit: 0.5, feedback: 'Which burst of four bits does the key divide?' },
      { value: 1, feedback: 'Does the key divide 11, or 101?' },
      { value: 2, feedback: 'Does the key divide 101, or 111?' },
    ],
  },
  Q5: {
    kind: 'choice',
    right: 'b',
    why: 'Zero is divisible by everything: a line that is dead looks like a right codeword, which is why many CRCs begin with other bits.',
    wrong: {
      a: 'What does the division say? The receiver knows nothing else.',
      c: 'Divide it on paper: in how many places do you subtract?',
      d: 'Send it to the server of the lab, and see.',
    },
  },
  Q6: {
    kind: 'transcript',
    why: 'Of the three clients one sends a codeword with one wrong bit. The two wrong bits of the third are not found.',
    right: (seen) => errorsIn(seen),
    wrong: [
      { value: () => 2, feedback: 'Two of the codewords were wrong. For how many did the server say so?' },
      { value: () => 3, feedback: 'Look at the replies of the server, one for each client.' },
      { value: () => 0, feedback: 'Look for the words in the replies of the server.' },
    ],
  },
  Q7: {
    kind: 'open',
    why: 'Whoever can change the data can compute its CRC: there is no secret in it.',
    rubric: [
      {
        points: 2,
        text: 'the attacker computes a new remainder for the changed data, or changes data by a multiple of the key',
      },
      { points: 2, text: 'a check with a secret helps: a MAC such as HMAC, or a signature' },
    ],
    example:
      'Everybody knows the key of a CRC, and whoever changes the data computes the remainder anew. What helps is a checksum that needs a secret: an HMAC, if both sides share one, or a digital signature.',
  },
} satisfies Key;

function errorsIn({ segments }: SeenExchange): number {
  return segments.filter(
    ({ from, bytes }) => from === 'server' && new TextDecoder().decode(bytes).startsWith('Error in data'),
  ).length;
}
