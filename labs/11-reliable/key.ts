import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'several',
    right: ['a', 'b', 'd'],
    why: 'What came twice has an old number, what overtook another has one that is too high, and an acknowledgement has to name what it means.',
    feedback: {
      a: 'How would a receiver without numbers tell a copy from the same text sent twice on purpose?',
      b: 'What does a receiver see when message 3 comes before message 2?',
      c: 'That is flow control. What would the receiver have to tell for it, and does a number tell that?',
      d: 'Which message is meant by an acknowledgement that comes late?',
      e: 'The number says nothing of the other bytes. Which byte of the header does?',
    },
  },
  Q2: {
    kind: 'number',
    right: 2000,
    why: 'One message in each round trip: four in a second, 500 bytes each.',
    wrong: [
      {
        value: 4000,
        credit: 0.5,
        feedback: 'The time from a message to its acknowledgement is a whole round trip, not one way.',
      },
      { value: 4, feedback: 'So many messages. How many bytes are in them?' },
      { value: 125_000, feedback: 'How often in a second does an acknowledgement come, if it takes 250 ms?' },
      { value: 125, feedback: 'How often in a second does an acknowledgement come, if it takes 250 ms?' },
    ],
  },
  Q3: {
    kind: 'number',
    right: 51,
    tolerance: { absolute: 1 },
    why: 'The first acknowledgement is there 250 ms after the message has left, which took 5 ms: 255 ms, or 51 messages. (50 and 52 count too: it depends on when the clock is started.)',
    wrong: [
      {
        value: 25,
        credit: 0.5,
        feedback: 'That fills the way to the receiver. How long is it until the acknowledgement is back?',
      },
      {
        value: 2,
        feedback: 'How many messages can be sent one after the other before the first acknowledgement is back?',
      },
      { value: 1, feedback: 'That is stop-and-wait, which waits nearly all the time.' },
    ],
  },
  Q4: {
    kind: 'choice',
    right: 'b',
    why: 'The receiver expects 7, throws away 8 to 12, and says each time that it expects 7.',
    wrong: {
      a: 'In some books an acknowledgement names the last message that has come. What does the byte mean in this lab?',
      c: 'That would say that nothing is missing. What becomes of the messages behind a gap?',
      d: 'That would say that all up to 12 have come. What becomes of the messages behind a gap?',
    },
  },
  Q5: {
    kind: 'text',
    why: 'The acknowledgement was lost. The sender cannot tell this from a lost message.',
    rules: [
      {
        pattern: /^(?!.*\b(?:ack|acknowledge?ment)).*\b(?:message|packet|datagram|data)\b/i,
        credit: 0,
        feedback: 'The receiver has had the message before. What was on its way in the other direction?',
        like: ['the message', 'a data packet was lost'],
      },
      {
        pattern: /\b(?:acks?|acknowledge?ments?|confirmation|reply|answer|response)\b/i,
        credit: 1,
        like: [
          'the ACK',
          'its acknowledgement',
          'The acknowledgment of this message was lost',
          'the answer of the receiver',
        ],
      },
      { pattern: /\bA\b/, credit: 1, like: ['the A', 'A 2'] },
      {
        pattern: /nothing/i,
        credit: 0,
        feedback: 'Then the sender would have got its acknowledgement, and would not send the message again.',
        like: ['nothing was lost'],
      },
    ],
  },
  Q6: {
    kind: 'transcript',
    why: 'The last acknowledgement says which number is expected next, and numbers begin with 0.',
    right: (exchange) => taken(exchange),
    wrong: [
      {
        value: (exchange) => datagrams(exchange, 'client'),
        feedback: 'Some of these came twice, too early or with a wrong check. What do the acknowledgements say?',
      },
      {
        value: (exchange) => datagrams(exchange, 'server'),
        feedback:
          'A message that comes again is acknowledged again, and one that comes too early as well. Look at the numbers of the acknowledgements.',
      },
      {
        value: (exchange) => taken(exchange) - 1,
        feedback: 'Numbers begin with 0. How many messages are there before the number that is expected next?',
      },
    ],
  },
  Q7: {
    kind: 'choice',
    right: 'b',
    why: 'Each side has to know that its first number has arrived. After two packets the client knows, and the server does not: it would take an old SYN that comes late for a new connection.',
    wrong: {
      a: 'It may, but most carry none. What does the server know before it comes?',
      c: 'Any of them may, and is sent again then. What does the server know before the third comes?',
      d: 'The window is in every segment, in the first one as well.',
    },
  },
  Q8: {
    kind: 'open',
    why: 'Numbers, acknowledgements and timeouts make it reliable; the number that is expected makes it ordered; the window is fixed here, where a receiver of TCP says how much room it has.',
    rubric: [
      {
        points: 1,
        text: 'reliable: what is not acknowledged within the timeout is sent again (and the check finds what was changed)',
      },
      {
        points: 1,
        text: 'order: the receiver takes only the number that it expects, or keeps what came early until the gap is filled',
      },
      {
        points: 2,
        text: 'flow control: the window limits what is on its way, but it is fixed; the receiver would have to tell in its acknowledgements how much room it has, as TCP does, and the sender to keep to it',
      },
    ],
    example:
      'Reliable: my sender keeps every message until it is acknowledged and sends it again after 200 ms. Order: my receiver has one expected number for each sender and throws everything else away. Flow control: my window limits how many messages are on their way, but it is an argument of the sender. A slow receiver cannot make it smaller. For that its acknowledgement would have to say how many messages it has room for, and the sender would send no more than that.',
  },
} satisfies Key;

function datagrams({ segments }: SeenExchange, by: 'client' | 'server'): number {
  return segments.filter(({ from }) => from === by).length;
}

/** The number that the receiver expects in the end; none of these exchanges has so many messages that it wraps. */
function taken({ segments }: SeenExchange): number {
  return segments.findLast(({ from }) => from === 'server')?.bytes[1] ?? 0;
}
