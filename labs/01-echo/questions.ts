import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'open',
    points: 4,
    text: 'Why does the server need to call both `listen()` and `accept()`? Say what each of them does, and what a client notices when a server calls only the first.',
  },
  {
    id: 'Q2',
    kind: 'number',
    points: 2,
    unit: { name: 'sockets', accepted: { socket: 1 } },
    text: 'An echo server serves three clients at the same time, and waits for a fourth. How many TCP sockets does its process have open?',
  },
  {
    id: 'Q3',
    kind: 'text',
    points: 2,
    text: 'A Python program calls `recv(1024)`, and the other side has closed its connection after all its bytes were read. What does the call return?',
  },
  {
    id: 'Q4',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'A server has called `listen()` and now sleeps for a minute before it calls `accept()`. Which of these happen to a client that connects, sends `Hello` and waits for the echo, before the minute is over?',
    choices: {
      a: 'Its `connect` returns without an error.',
      b: 'Its `sendall` returns without an error.',
      c: 'Its `recv` returns the echo.',
      d: '`ss -tn` shows its connection as ESTAB.',
      e: 'Its `connect` fails with "connection refused".',
    },
  },
  {
    id: 'Q5',
    kind: 'choice',
    points: 2,
    text: 'The server listens on port 65432 of this machine, and a client tries port 65433, where nobody listens. What happens?',
    choices: {
      a: 'The client waits until its own timeout is over, because nobody answers.',
      b: 'The kernel of the machine answers the SYN with RST, and `connect` fails at once.',
      c: 'The connection is made, and the first `recv` returns no bytes.',
      d: 'The server sees a client at the wrong port and closes the connection.',
    },
  },
  {
    id: 'Q6',
    kind: 'transcript',
    points: 3,
    run: {
      messages: [
        'Hello',
        'How are you?',
        'Grüße',
        'naïve café',
        'Goodbye',
        'ping',
        '42',
        'a longer message than the others',
      ],
      least: 4,
      most: 6,
    },
    text: 'This is an exchange with the echo server of this lab; what carries data is numbered. Segments without data are left out after the handshake. Which sequence number does the **third** segment with data **from the client** carry?',
  },
  {
    id: 'Q7',
    kind: 'choice',
    points: 2,
    text: 'A client does not call `bind`. Who chooses the port at its end of the connection, and when?',
    choices: {
      a: 'Nobody: only the server has a port.',
      b: 'The server, when it calls `accept`.',
      c: "The kernel of the client's machine, when the client calls `connect`.",
      d: 'It is the port that the client connects to.',
    },
  },
];
