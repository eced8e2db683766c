import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'choice',
    points: 2,
    text: 'TCP acknowledges every byte. What does `Message received` tell the client that TCP does not?',
    choices: {
      a: 'That the bytes arrived without errors.',
      b: 'That the bytes reached the other machine.',
      c: 'That the server program has read the whole line.',
      d: 'That the bytes arrived in the right order.',
    },
  },
  {
    id: 'Q2',
    kind: 'choice',
    points: 2,
    text: 'A user presses Enter without typing anything, and the client sends the text without its line feed: nothing at all. Then it waits for the reply. What happens?',
    choices: {
      a: 'The server answers `Message received`, as the message is empty.',
      b: 'The client waits for a reply and the server for a line, for ever.',
      c: 'The server sees the end of the stream and closes.',
      d: '`sendall` fails, as there is nothing to send.',
    },
  },
  {
    id: 'Q3',
    kind: 'number',
    points: 2,
    unit: { name: 'bytes', accepted: { byte: 1, B: 1 }, required: true },
    text: 'How many bytes does a reply `Message received` have on the wire in this lab? Write the number with its unit.',
  },
  {
    id: 'Q4',
    kind: 'several',
    points: 3,
    credit: 'all',
    text: 'Behind which of these lines does the server close the connection?',
    choices: { a: '`exit`', b: '`EXIT`', c: '`exit now`', d: '`eXiT`', e: '`do not exit`' },
  },
  {
    id: 'Q5',
    kind: 'text',
    points: 2,
    text: 'A client sends `exit` and closes at once, without reading. The server writes its reply. Name an error or a signal that the server can get.',
  },
  {
    id: 'Q6',
    kind: 'transcript',
    points: 3,
    run: {
      messages: ['Hello', 'Is anybody there?', 'one', 'two', 'Wie geht es dir?', 'do not exit', 'ping'],
      least: 4,
      most: 6,
    },
    text: 'Each reply of this exchange is numbered as a segment of its own. Which sequence number does the **third** segment with data **from the server** carry?',
  },
  {
    id: 'Q7',
    kind: 'open',
    points: 4,
    text: 'Why should `exit` be answered before the connection is closed? Describe what a client sees when the server closes without an answer, and why it cannot tell this from something else.',
  },
];
