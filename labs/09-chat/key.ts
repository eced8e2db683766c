import type { SeenExchange } from '../../src/lab/question.js';
import type { Key } from '../../src/lab/question-key.js';

const WELCOME = '* welcome, guest1: /name NAME, /who, /quit\n'.length;
const decoder = new TextDecoder();

export default {
  Q1: {
    kind: 'choice',
    right: 'b',
    why: 'The client sits in the read of the keyboard. The line is in the receive buffer of its system meanwhile.',
    wrong: {
      a: 'In which call is the client when the second line comes?',
      c: 'Who would throw it away? TCP does not.',
      d: 'There is room in the buffers for much more than a line. What does the client do with it?',
    },
  },
  Q2: {
    kind: 'number',
    right: 20,
    why: 'Each line goes to the four others.',
    wrong: [
      { value: 25, credit: 0.5, feedback: 'Does the speaker get its own line back?' },
      { value: 5, feedback: 'These are the lines that the server receives. To how many does each of them go?' },
      { value: 4, feedback: 'This is for one line. Five are said.' },
      { value: 10, feedback: 'These are the pairs of members. A line goes in one direction.' },
    ],
  },
  Q3: {
    kind: 'several',
    right: ['a', 'b', 'c'],
    why: 'First the receive buffer of the member fills, its window closes, then the send buffer of the server, and then what the program keeps.',
    feedback: {
      a: 'The kernel of a stopped program still receives. Look at Recv-Q with ss.',
      b: 'Where does TCP keep bytes for which the other side has no room? Look at Send-Q with ss.',
      c: 'What does your server do with a line that it cannot send now?',
      d: 'TCP sends no more than the other side has said that it has room for.',
      e: 'The terminal gets what the program prints. Does the program run?',
    },
  },
  Q4: {
    kind: 'transcript',
    why: 'The welcome, and an answer to each command. What is said goes to the others, and there are none.',
    right: (exchange) => sent(exchange),
    wrong: [
      {
        value: (exchange) => sent(exchange) - WELCOME,
        credit: 0.5,
        feedback: 'You have left out the first line of the server.',
      },
      {
        value: (exchange) => sent(exchange) - lineFeeds(exchange),
        credit: 0.5,
        feedback: 'Count the line feeds, too.',
      },
      {
        value: ({ segments }) => bytesOf(segments.filter(({ from }) => from === 'client')),
        feedback: 'These are the bytes of the client.',
      },
      { value: ({ segments }) => bytesOf(segments), feedback: 'These are the bytes of both directions.' },
    ],
  },
  Q5: {
    kind: 'text',
    why: 'fgets reads as much as there is into the buffer of stdin, and returns a line of it. poll looks at the file descriptor, where nothing is left.',
    rules: [
      {
        pattern: /receive buffer|socket|network|server|kernel|terminal|pipe/i,
        credit: 0,
        feedback: 'They were typed, and poll no longer sees anything to read in the system. Who has read them?',
        like: ['in the receive buffer', 'in the kernel', 'still in the pipe'],
      },
      {
        pattern:
          /stdio|std ?in|FILE\b|fgets|buffer of the (?:library|program|process|client)|(?:C|its|own|user|library|program)(?:'s)? (?:library )?buffer|buffered by|\bin the (?:input )?buffer of the C library/i,
        credit: 1,
        like: [
          'in the buffer of stdin',
          'stdio',
          'in the FILE',
          'fgets keeps them',
          "the library's buffer",
          'in its own buffer',
        ],
      },
      {
        pattern: /buffer/i,
        credit: 0.5,
        feedback: 'In whose buffer: that of the system, or one of the program?',
        like: ['in a buffer'],
      },
      {
        pattern: /lost|gone|nowhere/i,
        credit: 0,
        feedback: 'They are sent later, one with each further line. So they are somewhere.',
        like: ['they are lost'],
      },
    ],
  },
  Q6: {
    kind: 'choice',
    right: 'b',
    why: 'Each direction ends for itself. The server sees the end of the stream, and can still send.',
    wrong: {
      a: 'What does recv return on a socket that the program itself has closed?',
      c: 'An empty line is a message like others. Does the server close because of it?',
      d: 'Ctrl+D is understood by the terminal, and never comes to the program, let alone to the server.',
    },
  },
  Q7: {
    kind: 'open',
    why: 'The buffers of the one who does not read fill; sendall waits, holding the lock; all others wait for the lock.',
    rubric: [
      { points: 1, text: 'the buffers for the member that does not read fill up, and then sendall waits' },
      {
        points: 1,
        text: 'the thread that waits holds the lock, so every other thread that has a line to pass on, and whoever joins or leaves, waits for it',
      },
      {
        points: 1,
        text: 'a way out: send without the lock or never block for one member: a queue with a sender of its own for each, or non-blocking sockets',
      },
      {
        points: 1,
        text: 'another: limit what a member may cost: drop it when too much waits, or after a timeout of send',
      },
    ],
    example:
      'The receive buffer of the stopped member fills, then the send buffer on the side of the server, and sendall for it waits. The thread that waits has the lock, so all other threads wait for the lock as soon as they want to pass on a line, and a new member cannot be put into the list: the room stands still. Way out 1: each member has a queue and a thread that sends from it; under the lock lines are only put into the queues. Way out 2: a limit. When more than 1 MB waits for a member, or send takes longer than a second, it is dropped.',
  },
} satisfies Key;

function sent({ segments }: SeenExchange): number {
  return bytesOf(segments.filter(({ from }) => from === 'server'));
}

function lineFeeds({ segments }: SeenExchange): number {
  return segments
    .filter(({ from }) => from === 'server')
    .reduce((sum, { bytes }) => sum + decoder.decode(bytes).split('\n').length - 1, 0);
}

function bytesOf(segments: SeenExchange['segments']): number {
  return segments.reduce((sum, { bytes }) => sum + bytes.length, 0);
}
