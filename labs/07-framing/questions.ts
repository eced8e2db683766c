import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'number',
    points: 2,
    unit: { name: 'bytes', accepted: { byte: 1, B: 1 } },
    text: 'How many bytes does the frame of the message `né`, in UTF-8, have on the wire?',
  },
  {
    id: 'Q2',
    kind: 'text',
    points: 2,
    text: 'Write down the whole frame of an empty message, as bytes in hex.',
    longest: 60,
  },
  {
    id: 'Q3',
    kind: 'choice',
    points: 2,
    text: 'A client sends the length `ff ff ff ff` and then nothing more. What does a server do that has no limit and calls `recv` until it has the whole message?',
    choices: {
      a: 'It takes the length for -1 and answers with an empty message, in every language.',
      b: 'It gets an error from `recv`, as the message does not exist.',
      c: 'It waits for 4 GiB that never come, and may take memory for them before.',
      d: 'It sees the end of the stream at once.',
    },
  },
  {
    id: 'Q4',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'What is true of a length prefix, and not of a line feed as delimiter?',
    choices: {
      a: 'Any byte may be in the message without further ado.',
      b: 'The receiver knows how long the message is before it has come.',
      c: 'One `recv` returns exactly one message.',
      d: 'The sender has to know the whole length before it sends the first byte.',
      e: 'A person can write messages with `nc` and a keyboard.',
    },
  },
  {
    id: 'Q5',
    kind: 'transcript',
    points: 3,
    run: { messages: ['hello', 'né', 'Is anybody there?', 'grüß dich', 'ok', 'bob', 'Goodbye'], least: 4, most: 6 },
    unit: { name: 'bytes', accepted: { byte: 1, B: 1 } },
    text: 'How many bytes did the **client** of this exchange send in its first **three** segments together?',
  },
  {
    id: 'Q6',
    kind: 'number',
    points: 2,
    unit: { name: 'bytes', accepted: { byte: 1, B: 1, KiB: 1024 } },
    text: 'A protocol has a length of **two** bytes without a sign. How long can a message be at most?',
  },
  {
    id: 'Q7',
    kind: 'open',
    points: 4,
    text: 'One length on a connection was too large by one; everything else was right. What does the receiver make of the bytes that follow? Can it find the beginning of a later message again? Compare with a protocol of lines in which one line feed was lost.',
  },
];
