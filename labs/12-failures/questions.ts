import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'open',
    points: 3,
    text: 'What happens if the client tries to connect to the wrong port? Say which packet comes back, who sends it, and what the program sees. Then say what is different when a firewall drops the packets to that port.',
  },
  {
    id: 'Q2',
    kind: 'choice',
    points: 2,
    text: 'The server has closed its end of the connection completely. The client does not know, and calls `send` twice, with a pause in between. The first call succeeds. Why?',
    choices: {
      a: 'The server has read the bytes before it closed.',
      b: '`send` only hands the bytes to its own kernel, and that has not yet heard that nobody wants them.',
      c: 'After a close the other direction is always still read: it is a half-close.',
      d: 'The first `send` makes a new connection.',
    },
  },
  {
    id: 'Q3',
    kind: 'number',
    points: 2,
    unit: { name: 's', accepted: { second: 1, ms: 0.001, min: 60 }, required: true },
    text: 'A client is refused, at once, whenever it tries to connect. It waits 0.2 seconds before its second attempt, and before each later one twice as long as before the last. How much time after the first attempt does it make the seventh? Write the number with its unit.',
  },
  {
    id: 'Q4',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'In which of these cases does a kernel send a segment with RST?',
    choices: {
      a: 'A SYN arrives for a port where nobody listens.',
      b: 'A program closes a socket in which bytes are that it has not read.',
      c: 'A program that has read everything is killed with SIGKILL.',
      d: 'Bytes arrive for a connection that the program has closed already.',
      e: 'A program ends its own direction with `shutdown(SHUT_WR)`.',
    },
  },
  {
    id: 'Q5',
    kind: 'text',
    points: 2,
    text: 'A server was stopped with clients connected, and cannot be started again for a minute: its port is in use, though no program runs that has it. In which state does `ss -tan` show its old connections?',
  },
  {
    id: 'Q6',
    kind: 'transcript',
    points: 3,
    run: {
      messages: ['last words', 'and then', 'who cares', 'the server is alive', 'Grüße', 'is anybody there?', 'ok'],
      least: 2,
      most: 4,
    },
    text: 'Behind its last line the client ends its own direction: it sends a segment with FIN and without data. Which **sequence number** does that segment carry?',
  },
  {
    id: 'Q7',
    kind: 'choice',
    points: 2,
    text: "A client waits in `recv` for its echo, and has set no timeout. The power of the server's machine fails. What does the client see?",
    choices: {
      a: '`recv` returns no bytes: the end of the stream.',
      b: '`recv` fails at once with ECONNRESET.',
      c: 'Nothing: `recv` waits, for hours or for ever.',
      d: '`recv` fails after five seconds, as TCP gives up.',
    },
  },
  {
    id: 'Q8',
    kind: 'choice',
    points: 2,
    text: 'A server is told to stop. In which order does it lose least?',
    choices: {
      a: 'Close the connections, close the listening socket, end.',
      b: 'End: the system closes everything.',
      c: 'Answer what has come, close the connections, close the listening socket, end.',
      d: 'Close the listening socket, answer what has come, close the connections, end.',
    },
  },
];
