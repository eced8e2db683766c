import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'open',
    points: 4,
    text: 'What is the difference between TCP and UDP communication? Give four differences, each with what a program notices of it.',
  },
  {
    id: 'Q2',
    kind: 'choice',
    points: 2,
    text: '`sendto` has returned, and without an error. What do you know of the datagram?',
    choices: {
      a: 'It has arrived at the other machine.',
      b: 'The program on the other side has received it.',
      c: 'The system of your own machine has taken it.',
      d: 'Somebody listens on the port to which it was sent.',
    },
  },
  {
    id: 'Q3',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'Two different datagrams of 600 bytes each are sent to a program that calls `recvfrom(2048)` twice, with a timeout. Which of these can happen?',
    choices: {
      a: 'The first call returns 1200 bytes.',
      b: 'Each call returns one of them, the second datagram first.',
      c: 'The first call returns 600 bytes, and the second times out.',
      d: 'The first call returns 400 bytes, and the second the other 200.',
      e: 'Both calls return the same datagram.',
    },
  },
  {
    id: 'Q4',
    kind: 'number',
    points: 2,
    unit: { name: 'bytes', accepted: { byte: 1, B: 1, kB: 1000, KiB: 1024 } },
    text: 'A server calls `recvfrom(1024)`, and a client sends it one datagram of 2500 bytes. How many bytes of it does the server lose, however often it calls `recvfrom` again?',
  },
  {
    id: 'Q5',
    kind: 'number',
    points: 2,
    unit: { name: 's', accepted: { second: 1, ms: 0.001, millisecond: 0.001 }, required: true },
    text: 'A pinger of this lab sends its ten pings to an address from which nothing ever comes back, not even an error. How long does it run? Write the number with its unit.',
  },
  {
    id: 'Q6',
    kind: 'choice',
    points: 2,
    text: 'A pinger takes whatever comes next for the reply. The reply to `ping 3` is slow: it comes when `ping 4` has been sent. All others are fast. What does the pinger report?',
    choices: {
      a: 'One loss; all other times are right.',
      b: "One loss, and for `ping 4` and all after it the time of another ping's reply.",
      c: 'No loss, as all replies have come in the end.',
      d: 'Two losses: `ping 3` and `ping 4`.',
    },
  },
  {
    id: 'Q7',
    kind: 'transcript',
    points: 3,
    run: {
      messages: ['ping', 'how long?', 'Grüße', 'naïve café', 'one more', 'a longer datagram than the others', '42'],
      least: 4,
      most: 6,
    },
    unit: { name: 'bytes', accepted: { byte: 1, B: 1 } },
    text: 'This is an exchange with the echo server of this lab. An IPv4 header of 20 bytes and a UDP header of 8 stand before the data of each datagram. How many bytes, headers included, have gone **from the client to the server** as packets in all?',
  },
  {
    id: 'Q8',
    kind: 'text',
    points: 2,
    text: 'Nobody listens on the port to which a program sends. With which call does a UDP socket have to be prepared so that the program is told of it?',
  },
];
