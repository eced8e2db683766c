import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

export default {
  Q1: {
    kind: 'open',
    why: 'A machine that is there refuses at once; silence can only be waited for.',
    rubric: [
      {
        points: 1,
        text: "the answer to the SYN is a segment with RST, from the kernel of the server's machine and not from any program",
      },
      { points: 1, text: 'connect fails at once: connection refused, ECONNREFUSED, ConnectionRefusedError' },
      {
        points: 1,
        text: 'behind a firewall that drops packets nothing comes back: the SYN is repeated, and connect fails only after a long time (ETIMEDOUT), unless the program sets a timeout of its own',
      },
    ],
    example:
      'The client sends SYN to a port on which nobody listens. The kernel of the server\'s machine answers with RST; no program is involved. connect fails at once with "connection refused" (ECONNREFUSED). If a firewall drops the packets, there is no answer at all: the client\'s kernel repeats the SYN for a minute or two, and then connect fails with a timeout.',
  },
  Q2: {
    kind: 'choice',
    right: 'b',
    why: "send puts bytes into the kernel's buffer and returns. The RST that answers them comes later, and a later call fails because of it.",
    wrong: {
      a: 'The bytes were sent after it had closed.',
      c: 'Would the other side have to close for that, or to end only one of its directions?',
      d: 'Which call makes a connection? Look at the session of the sheet with wirelab run, or in Wireshark.',
    },
  },
  Q3: {
    kind: 'number',
    right: 12.6,
    tolerance: { absolute: 0.05 },
    why: 'Six pauses: 0.2 + 0.4 + 0.8 + 1.6 + 3.2 + 6.4 = 12.6.',
    wrong: [
      { value: 25.4, credit: 0.5, feedback: 'How many pauses are there between seven attempts?' },
      { value: 6.2, credit: 0.5, feedback: 'These are five pauses. How many are there between seven attempts?' },
      { value: 6.4, feedback: 'This is the last pause alone.' },
      { value: 1.2, feedback: 'So it would be if every pause was as long as the first.' },
    ],
  },
  Q4: {
    kind: 'several',
    right: ['a', 'b', 'd'],
    why: 'RST says: this is for nobody, or: what you have sent was lost. An end in good order, by close or by the end of a program that has read all, is a FIN.',
    feedback: {
      a: 'What has come back in step 2 of the sheet?',
      b: 'How could the other side learn that its bytes were never read?',
      c: 'Who closes the sockets of a program that is killed, and is anything lost here?',
      d: 'Who is there that could take these bytes?',
      e: 'This is a half-close. What does the other side read then?',
    },
  },
  Q5: {
    kind: 'text',
    why: 'The side that closes first goes into TIME-WAIT, here the server. SO_REUSEADDR lets bind ignore that.',
    rules: [
      {
        pattern: /CLOSE[-_ ]?WAIT/i,
        credit: 0,
        feedback:
          'In that state is a connection which the other side has ended, and a program still has open. Here no program runs.',
        like: ['CLOSE_WAIT', 'close-wait'],
      },
      {
        pattern: /FIN[-_ ]?WAIT/i,
        credit: 0.5,
        feedback: 'Through this state it goes, as long as the client has not closed too. And then?',
        like: ['FIN_WAIT_2', 'FIN-WAIT-1'],
      },
      { pattern: /TIME[-_ ]?WAIT/i, credit: 1, like: ['TIME-WAIT', 'TIME_WAIT', 'timewait', 'the state time wait'] },
      {
        pattern: /LISTEN/i,
        credit: 0,
        feedback: 'Nobody listens any more, and a connection never does.',
        like: ['LISTEN'],
      },
      {
        pattern: /ESTAB/i,
        credit: 0,
        feedback: 'They were. What has happened to them when the server was stopped?',
        like: ['ESTAB', 'ESTABLISHED'],
      },
    ],
  },
  Q6: {
    kind: 'transcript',
    why: 'The SYN takes one number, every byte of data one, so that the FIN has the number behind the last byte.',
    right: (exchange) => exchange.firstSequence.client + 1 + sent(exchange, 'client'),
    wrong: [
      {
        value: (exchange) => exchange.firstSequence.client + sent(exchange, 'client'),
        credit: 0.5,
        feedback: 'Nearly: does the SYN take a sequence number, too?',
      },
      {
        value: (exchange) => exchange.firstSequence.client + 2 + sent(exchange, 'client'),
        credit: 0.5,
        feedback: 'This is what the server acknowledges it with. Which number does the FIN itself have?',
      },
      {
        value: (exchange) => 1 + sent(exchange, 'client'),
        credit: 0.5,
        feedback: 'This is the relative number, as Wireshark shows it. With which number did this client begin?',
      },
      {
        value: (exchange) => exchange.firstSequence.server + 1 + sent(exchange, 'server'),
        feedback: "This is the number of the server's next byte: each direction counts for itself.",
      },
    ],
  },
  Q7: {
    kind: 'choice',
    right: 'c',
    why: 'No FIN and no RST comes from a machine without power, and a side that only waits sends nothing that could stay unacknowledged. Remedies: a timeout of the program, or keep-alives.',
    wrong: {
      a: 'Who could have sent the FIN?',
      b: 'Who could have sent the RST? The machine has no power.',
      d: 'Five seconds are what this lab asks of your program. Does TCP know of that, when it has nothing to send?',
    },
  },
  Q8: {
    kind: 'choice',
    right: 'd',
    why: 'Whoever comes too late is refused at once and can go elsewhere; whoever was there has an answer and the end of the stream.',
    wrong: {
      a: 'What do clients get whose lines had come, and what becomes of those that connect in between?',
      b: 'What do clients get whose lines had come and were not read? A reset, perhaps?',
      c: 'What becomes of a client that connects while the last connections are closed?',
    },
  },
} satisfies Key;

function sent({ segments }: SeenExchange, who: 'client' | 'server'): number {
  return segments.filter(({ from }) => from === who).reduce((sum, { bytes }) => sum + bytes.length, 0);
}
