import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'number',
    right: 8,
    why: 'Both code points are above U+FFFF, and have four bytes each.',
    wrong: [
      { value: 1, feedback: 'That is the number of graphemes, which is what you see. Try len(text.encode()).' },
      { value: 2, feedback: 'That is the number of code points. Try len(text.encode()).' },
      { value: 4, credit: 0.5, feedback: 'That is one of its two code points.' },
    ],
  },
  Q2: {
    kind: 'number',
    right: 4,
    why: 'n, e, the accent, e.',
    wrong: [
      { value: 3, feedback: 'So many graphemes a reader sees. Which of them is made of two code points here?' },
      { value: 5, feedback: 'So many bytes it has in UTF-8. How many of them belong to the accent?' },
    ],
  },
  Q3: {
    kind: 'choice',
    right: 'c',
    why: 'The bytes of a longer character come in the wrong order: a continuation byte first.',
    wrong: {
      a: 'A grapheme stays whole: its accent goes with it.',
      b: 'That is true, and it is still a text, which turned again is the first one.',
      d: 'Turn the bytes c3 a9 around, and decode them.',
    },
  },
  Q4: {
    kind: 'several',
    right: ['a', 'b'],
    why: 'All bytes of characters beyond ASCII have their highest bit set, so that 0a can only be the line feed.',
    feedback: {
      a: 'What is the line feed in UTF-8? Look at the hints.',
      b: 'Look at RFC 3629, section 3: which bits do all bytes of a longer character have?',
      c: 'Write é, and press Enter.',
      d: 'In UTF-16 U+010A is two bytes. Which?',
    },
  },
  Q5: {
    kind: 'text',
    why: 'c3 begins a character of two bytes, and the second has not come.',
    rules: [
      {
        pattern: /UnicodeEncodeError/i,
        credit: 0,
        feedback: 'That is for the other direction: from text to bytes.',
        like: ['UnicodeEncodeError'],
      },
      { pattern: /UnicodeDecodeError/i, credit: 1, like: ['UnicodeDecodeError', 'a unicodedecodeerror'] },
      {
        pattern: /UnicodeError|ValueError|unexpected end/i,
        credit: 0.5,
        feedback: 'Nearly: try it, and read the first word of the last line.',
        like: ['ValueError', 'UnicodeError', 'unexpected end of data'],
      },
    ],
  },
  Q6: {
    kind: 'transcript',
    why: 'The reply has as many bytes as the line that was sent, and a line feed.',
    right: (exchange) => second(exchange).length,
    wrong: [
      {
        value: (exchange) => second(exchange).length - 1,
        credit: 0.5,
        feedback: 'How does the client know that the reply is complete?',
      },
      {
        value: (exchange) => Array.from(decoded(exchange)).length,
        credit: 0.5,
        feedback: 'You have counted letters. Which of them has more than one byte?',
      },
      {
        value: (exchange) => Array.from(decoded(exchange)).length - 1,
        feedback: 'You have counted letters. Count bytes, and what ends the line.',
      },
    ],
  },
  Q7: {
    kind: 'open',
    why: 'There is no best way; there is one for each purpose.',
    rubric: [
      { points: 1, text: 'one of the three is chosen, and only this connection or line is concerned' },
      {
        points: 2,
        text: 'a good reason for it, such as: closing is simple and hides nothing; an error tells the client and lets it go on; replacing always answers',
      },
      {
        points: 1,
        text: 'a good reason against it, such as: closing does not say why; an error must be told from a reply; replacing changes data without a word',
      },
    ],
    example:
      'It answers with a line that begins with "error:" and keeps the connection, as the other lines may be right and the client learns what was wrong. Against it speaks that the client has to tell this line from a reply: a text could begin with the same word.',
  },
} satisfies Key;

function second({ segments }: SeenExchange): Uint8Array {
  return segments.filter(({ from }) => from === 'server')[1]?.bytes ?? new Uint8Array();
}

function decoded(exchange: SeenExchange): string {
  return new TextDecoder().decode(second(exchange));
}
