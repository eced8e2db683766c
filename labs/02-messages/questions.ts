import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'open',
    points: 4,
    text: 'Modify the client of lab 1 to send several messages instead of one. Show the lines that you have changed. Which calls had to be repeated, which are made only once, and how does the client know that a reply is complete?',
  },
  {
    id: 'Q2',
    kind: 'number',
    points: 2,
    unit: { name: 'calls', accepted: { call: 1 } },
    text: 'A client sends `Hello`, `How are you?` and `Goodbye` (24 bytes) with three calls of `sendall`. What is the **largest** number of `recv(1024)` calls that can return bytes of these messages at the server?',
  },
  {
    id: 'Q3',
    kind: 'choice',
    points: 2,
    text: 'A client takes what one `recv` returns for one reply. It waits for each reply before it sends the next message, its messages are short, and it works on your desk. Why?',
    choices: {
      a: 'TCP keeps the borders of messages when the receiver is ready for them.',
      b: 'There is never more than one short message on its way, so there is nothing that could be glued or cut.',
      c: 'On 127.0.0.1 TCP is a message protocol.',
      d: '`recv` returns when the peer has called `sendall` once.',
    },
  },
  {
    id: 'Q4',
    kind: 'number',
    points: 2,
    unit: { name: 'bytes', accepted: { byte: 1, B: 1 } },
    text: 'A server decodes what each `recv` returns as UTF-8. A client sends `café` (in UTF-8, with `é` as one character). After how many bytes does the network have to cut this text so that `decode` fails?',
  },
  {
    id: 'Q5',
    kind: 'several',
    points: 4,
    credit: 'each',
    text: 'Which of these tell a receiver reliably where a message ends?',
    choices: {
      a: 'A byte behind each message that cannot occur in one.',
      b: 'The length of the message, in four bytes in front of it.',
      c: 'One call of `sendall` for each message.',
      d: 'A pause of 100 ms behind each message.',
      e: 'The same length for all messages, known to both.',
      f: 'A connection for each message, which the sender then ends.',
    },
  },
  {
    id: 'Q6',
    kind: 'transcript',
    points: 2,
    unit: { name: 'bytes', accepted: { byte: 1, B: 1 } },
    run: { messages: ['Hello', 'How are you?', 'Goodbye', 'Füße', 'smörgåsbord', '¿Qué tal?', 'tea or coffee', 'one two three'], least: 3, most: 5 },
    text: 'How many bytes does the server send in its **second** reply in this exchange?',
  },
  {
    id: 'Q7',
    kind: 'transcript',
    points: 2,
    run: 'own',
    unit: { name: 'reads', accepted: { read: 1, chunks: 1, chunk: 1 } },
    text: 'Run `wirelab run 2 --json > run.json` and hand in that file, too. In `transcript`, every entry whose `dir` is `receive` is what one read of the client returned. How many reads did your client need for the 48 bytes that the server sent?',
  },
];
