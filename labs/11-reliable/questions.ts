import type { Question } from '../../src/lab/question.js';

export const questions: readonly Question[] = [
  {
    id: 'Q1',
    kind: 'several',
    points: 3,
    credit: 'each',
    text: 'What does the **number** in each message make possible?',
    choices: {
      a: 'that the receiver recognizes a message that came twice',
      b: 'that the receiver notices that messages came in another order',
      c: 'that the sender notices that the receiver is too slow',
      d: 'that an acknowledgement says which messages it means',
      e: 'that the receiver notices a byte that was changed on the way',
    },
  },
  {
    id: 'Q2',
    kind: 'number',
    points: 2,
    unit: { name: 'bytes/s', accepted: { 'B/s': 1, 'kB/s': 1000 }, required: true },
    text: 'The round trip takes 250 ms, and each message holds 500 bytes of data. How much does stop-and-wait deliver in a second, if nothing is lost? Write the number with its unit, such as bytes/s.',
  },
  {
    id: 'Q3',
    kind: 'number',
    points: 2,
    text: 'The same road, and go-back-N. A message of 500 bytes takes 5 ms to be sent, one after the other. How many messages does the window have to hold at least, so that the sender never has to wait?',
  },
  {
    id: 'Q4',
    kind: 'choice',
    points: 2,
    text: 'Messages 5 to 12 were sent by go-back-N, and 7 was lost. All others arrive. Which number does the **last** acknowledgement of these carry, in the protocol of this lab?',
    choices: { a: '6', b: '7', c: '12', d: '13' },
  },
  {
    id: 'Q5',
    kind: 'text',
    points: 2,
    text: 'A receiver takes a message that it has already had, throws it away and says nothing. What was lost before, so that the sender now goes on sending it until it gives up?',
  },
  {
    id: 'Q6',
    kind: 'transcript',
    points: 3,
    // The third byte of each is its check; it is below 80 so that the message can be written as text. One has a wrong one.
    run: {
      messages: ['D\u0000Zone ', 'D\u0000Zone ', 'D\u0001Atwo ', 'D\u0001Atwo ', 'D\u0001?two ', 'D\u0002\u007fthird '],
      least: 5,
      most: 6,
    },
    text: 'How many messages has the receiver taken when this exchange is over? (The first byte of a datagram is its type, the second its number.)',
  },
  {
    id: 'Q7',
    kind: 'choice',
    points: 3,
    text: 'TCP begins a connection with **three** packets: SYN, SYN with ACK, ACK. Why are two not enough?',
    choices: {
      a: 'The third carries the first data.',
      b: 'Only the third tells the server that its own first number, and that it is there at all, has reached the client.',
      c: 'One of three may be lost.',
      d: "The third says how large the client's window is, and without it the server may not send.",
    },
  },
  {
    id: 'Q8',
    kind: 'open',
    points: 4,
    text: 'TCP delivers **reliably** and in **order**, and does not send faster than the receiver can take it (**flow control**). Say for each of the three which part of your program corresponds to it, or what your program would need for it.',
  },
];
