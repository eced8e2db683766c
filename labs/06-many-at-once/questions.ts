import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'open',
    points: 5,
    text: 'Extend the server to handle several clients simultaneously. Show the lines that you have changed. Which lines of the iterative server stay as they are, in which function are they now, and what does the first function do while a client is silent?',
  },
  {
    id: 'Q2',
    kind: 'choice',
    points: 2,
    text: 'A test connects client A, which sends a message, reads the echo and closes; then B does the same, then C. It passes. What does it show of the server?',
    choices: {
      a: 'That it serves several clients at the same time.',
      b: 'That it serves one client after another, and maybe several at once.',
      c: 'That it has a thread for each client.',
      d: 'That it is fast enough for three clients.',
    },
  },
  {
    id: 'Q3',
    kind: 'choice',
    points: 2,
    text: 'A server takes a lock in its main thread, just before it starts the thread for a client, and that thread releases the lock when its client has left. The first client is connected and silent. What does a second client see that sends a message?',
    choices: {
      a: 'Its `connect` fails: connection refused.',
      b: 'It is connected and can send, and its echo comes only when the first client has left.',
      c: 'Its echo comes at once: it has a thread of its own.',
      d: 'The server closes its connection at once.',
    },
  },
  {
    id: 'Q4',
    kind: 'number',
    points: 2,
    text: 'A Python server prints `threading.active_count() - 1` when a client comes, and as the last line of the function that serves a client in a thread. Three clients are connected and one of them leaves. Which number is printed then?',
  },
  {
    id: 'Q5',
    kind: 'number',
    points: 2,
    unit: { name: 's', accepted: { second: 1, ms: 0.001, min: 60 }, required: true },
    text: 'A server has a pool of 4 threads, and each serves one client until it leaves. 10 clients connect at the same moment, and each of them stays for 3 seconds once it is served. After how much time has the last of them left? Write the number with its unit.',
  },
  {
    id: 'Q6',
    kind: 'text',
    points: 2,
    text: 'Two threads do `active = active + 1` at the same time, without a lock, and now and then the number is one too low afterwards. What is such a mistake called, whose result depends on who comes first?',
  },
  {
    id: 'Q7',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'Which of these are true of an event loop (`select`, asyncio, Node.js) with one thread?',
    choices: {
      a: 'A client that says nothing holds up nobody.',
      b: 'A computation of two seconds for one client holds up nobody.',
      c: 'What has come of an unfinished message has to be kept for each connection.',
      d: 'Two clients can spoil `active = active + 1` if there is no lock.',
      e: 'A `sendall` that waits, as the client does not read, holds up everybody.',
    },
  },
  {
    id: 'Q8',
    kind: 'transcript',
    points: 3,
    run: {
      messages: ['Hello', 'How are you?', 'Grüße', 'naïve café', 'Goodbye', 'ping', 'I was here all the time', '42'],
      least: 3,
      most: 5,
    },
    unit: { name: 'bytes', accepted: { byte: 1, B: 1 } },
    text: 'This is the conversation of one client with the server of this lab. Two clients have exactly this conversation at the same time, each on a connection of its own. How many bytes of data does the server send **in all**?',
  },
];
