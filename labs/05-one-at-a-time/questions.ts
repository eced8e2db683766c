import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'choice',
    points: 2,
    text: 'The server is busy with its first client. A second one calls `connect`, which returns at once and without an error. Why?',
    choices: {
      a: 'The server program has interrupted its work for a moment to call `accept`.',
      b: 'The kernel of the server\'s machine has made the connection, and keeps it until the program calls `accept`.',
      c: '`connect` only prepares the connection: it is made when the first byte is sent.',
      d: 'The kernel of the client\'s machine pretends that there is a connection until the server has time.',
    },
  },
  {
    id: 'Q2',
    kind: 'several',
    points: 4,
    credit: 'each',
    text: 'A tutorial says of `listen(5)`: "the server can connect to 5 clients, the 6th and all others are rejected". Which of these are true on Linux?',
    choices: {
      a: 'The 5 is about clients that wait to be accepted, not about those that are served.',
      b: 'After five clients the server has to call `listen` again.',
      c: 'Six connections can wait to be accepted.',
      d: 'Who comes when the queue is full gets "connection refused" at once.',
      e: 'Who comes when the queue is full gets no answer; its system asks again, and gets in when there is room.',
      f: 'A server of five threads needs `listen(5)`.',
    },
  },
  {
    id: 'Q3',
    kind: 'number',
    points: 2,
    unit: { name: 'clients', accepted: { client: 1 } },
    text: 'A server on Linux calls `listen(2)` and never `accept`. Eight clients call `connect` one after another, each with a timeout of one second. For how many of them does `connect` return without an error? (Try it: step 4 of the sheet.)',
  },
  {
    id: 'Q4',
    kind: 'number',
    points: 3,
    unit: { name: 's', accepted: { sec: 1, second: 1, ms: 0.001, min: 60 }, required: true },
    text: 'Three clients connect to the server of this lab, one right after another, and never say anything. You are the fourth, and send your line at once. After how many seconds do you have your echo? Write the number with its unit.',
  },
  {
    id: 'Q5',
    kind: 'transcript',
    points: 3,
    unit: { name: 'bytes', accepted: { byte: 1, B: 1 } },
    run: { messages: ['Hello', 'How are you?', 'I am still here', 'and I am waiting', 'Grüße', 'naïve café', 'is it my turn', 'ping'], least: 3, most: 5 },
    text: 'In this exchange the client was served at once. Suppose that it had been in the queue, and had sent the same lines without waiting for an echo. Which number would `ss -tn` show as Recv-Q of the server\'s end of its connection, before it is accepted?',
  },
  {
    id: 'Q6',
    kind: 'text',
    points: 2,
    text: 'A client waits in the queue; it has sent a line and calls `recv`. Now the server is killed (`kill -9`). Which error does the client get? (Try it.)',
  },
  {
    id: 'Q7',
    kind: 'open',
    points: 4,
    text: 'The server sends away who says nothing for 5 seconds. A client sends one byte every 4 seconds, and no line feed. How long does it keep the others waiting? Propose a rule that is fairer to those who wait, say how the server can keep it, and for whom it is less fair than the rule of this lab.',
  },
  {
    id: 'Q8',
    kind: 'several',
    points: 2,
    credit: 'all',
    text: 'For which of these services is an iterative server good enough?',
    choices: {
      a: 'It tells the time to whoever connects, and closes.',
      b: 'A chat: who connects stays for hours.',
      c: 'It takes one line with a measured value from each device once an hour, and closes.',
      d: 'It sends files of several gigabytes to whoever asks for them.',
    },
  },
];
