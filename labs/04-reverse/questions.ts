import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'number',
    points: 2,
    unit: { name: 'bytes', accepted: { byte: 1 } },
    text: 'How many bytes has 👍🏽 in UTF-8? It is a thumb (U+1F44D), followed by a skin colour (U+1F3FD).',
  },
  {
    id: 'Q2',
    kind: 'number',
    points: 2,
    text: 'Somebody writes `née` with `e` and a combining accent (U+0301). How many code points is that?',
  },
  {
    id: 'Q3',
    kind: 'choice',
    points: 2,
    text: '`reverse(reverse(text)) == text` holds for most texts. For which way of turning a text around can it fail to be a text at all in between?',
    choices: {
      a: 'By grapheme: an accent may get lost.',
      b: 'By code point: an accent may sit on another letter in between.',
      c: 'By byte: what is in between need not be UTF-8.',
      d: 'For none of the three.',
    },
  },
  {
    id: 'Q4',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'Why can a server look for the byte `0a` in UTF-8 before it decodes anything? Name all reasons that are true.',
    choices: {
      a: 'The line feed is one byte in UTF-8, `0a`.',
      b: 'Every byte of a longer character is 80 or more.',
      c: 'A line feed never stands beside a longer character.',
      d: 'The same holds in UTF-16, where U+010A has no byte `0a`.',
    },
  },
  {
    id: 'Q5',
    kind: 'text',
    points: 2,
    text: 'A server in Python calls `recv` and decodes at once. It receives the bytes `6e c3`. Which exception does it get? Its name will do.',
  },
  {
    id: 'Q6',
    kind: 'transcript',
    points: 3,
    run: {
      messages: ['abc', 'née', 'größer', 'Wie geht es dir?', 'x', 'été', 'naïve café', 'no more'],
      least: 4,
      most: 6,
    },
    unit: { name: 'bytes', accepted: { byte: 1 } },
    text: 'This is an exchange with the server of this lab. How many bytes has its **second** reply, with all that belongs to it on the wire?',
  },
  {
    id: 'Q7',
    kind: 'open',
    points: 4,
    text: 'What should a server do with a line that is not UTF-8: close the connection, answer with an error, or replace the wrong bytes? Choose one, and give a reason for it and one against it.',
  },
];
