import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'choice',
    points: 2,
    text: 'Your server is bound to 127.0.0.1. A friend\'s client, on another machine, goes to the address of your machine and gets "connection refused". Who refused?',
    choices: {
      a: "Your friend's machine: 127.0.0.1 is its own address, too.",
      b: 'Your machine: nobody listens at the address that was asked for.',
      c: 'Your server: it closes connections of clients that it does not know.',
      d: 'A firewall between the two.',
    },
  },
  {
    id: 'Q2',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'In which of these cases has the machine of the server sent something back to the client?',
    choices: {
      a: 'the client is connected',
      b: 'ECONNREFUSED',
      c: 'ETIMEDOUT, as a firewall on the server drops what comes to the port',
      d: "EHOSTUNREACH, as nobody in the client's own network has the address",
      e: 'ENETUNREACH',
    },
  },
  {
    id: 'Q3',
    kind: 'number',
    points: 2,
    unit: { name: 's', accepted: { second: 1, seconds: 1, sec: 1, ms: 0.001 }, required: true },
    text: "A filter drops every SYN to a port. The client's system sends the first, sends it again when 1 second has gone by without an answer, waits twice as long each time, and gives up when the wait after the third repetition is over. After what time does `connect` fail? Write the number with its unit.",
  },
  {
    id: 'Q4',
    kind: 'text',
    points: 2,
    text: 'What does a server put in place of the address in `bind`, so that it is reached at all IPv4 addresses of its machine? (In Python the empty text means the same.)',
  },
  {
    id: 'Q5',
    kind: 'transcript',
    points: 3,
    run: {
      messages: ['Hello from another machine', 'grüße', 'Is anybody there?', 'one', 'two machines', 'ping'],
      least: 3,
      most: 5,
    },
    text: "The two machines of this exchange are far apart, and each segment is acknowledged as it comes. Which acknowledgement number does the **server's** machine send when it has received the **second** segment with data from the client?",
  },
  {
    id: 'Q6',
    kind: 'choice',
    points: 2,
    text: 'A client is given the name `localhost`, for which `getaddrinfo` returns `::1` and then `127.0.0.1`. The server is bound to 0.0.0.0. What does a client see that tries the first address only?',
    choices: {
      a: 'It is connected: 0.0.0.0 means all addresses.',
      b: 'ECONNREFUSED: 0.0.0.0 means all addresses of IPv4, and nobody listens at ::1.',
      c: 'ENETUNREACH: localhost has no network.',
      d: 'An unknown name.',
    },
  },
  {
    id: 'Q7',
    kind: 'open',
    points: 4,
    text: 'The server says that it listens on 0.0.0.0:5000, both machines are in one room, and `connect` hangs. Name two likely causes, and for each how you would find out on which of the two machines it is.',
  },
];
