import type { Checks } from '../../src/lab/check.js';
import {
  answer,
  cutOff,
  neverAnswers,
  program,
  refused,
  request,
  scripted,
  serverCloses,
  serverResets,
  type Dialogue,
} from '../../src/lab/client-checks.js';
import { fillsMemory, restart, saysListening, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  anyCut,
  check,
  closesConnections,
  closeUnread,
  conversation,
  halfClose,
  nextClients,
  oneExchange,
  resetSurvived,
  severalMessages,
  type Sample,
} from '../../src/lab/server-checks.js';
import type { ProgramStep, Step } from '../../src/lab/step.js';

/** What the client says, in order. */
export type Texts = readonly [string, string, string];

const LARGE = 400_000; // more than any system's buffers here, and less than a program may print
const PAUSE = 200; // for clients that do not wait to show it; a right one has nothing to send, however long it is

const ECHO =
  'The same bytes come back, for as many messages as the client sends on its connection: until it ends the connection, whatever the messages say.';
const STREAM =
  'It makes no difference how the bytes arrive, in small pieces or many messages at once, whether they are text, and how many they are.';
const NEXT = 'When a client has ended its connection, the server serves the next one.';
const BROKEN =
  'A client that breaks off, or that does not wait for its echo, must not stop the server, and one that never reads must not fill its memory.';
const PRINTS =
  'It prints a line with the word `listening` as soon as clients can connect, also when its output goes into a file.';
const STOPS = 'On SIGTERM (`kill PID`) it ends within 3 seconds, also while clients are connected.';
const RESTART = 'When the server is stopped, it can be started again at once.';

const FIRST_ROUND =
  'It sends the first message, waits until the whole echo is there, prints it, and does the same with the second and the third.';
const SECOND_ROUND =
  'Then it sends all three again over the same connection, this time without waiting, and only then reads the three echoes.';
const LINES = 'Each echo is a line of its own: six lines in all.';
const PIECES =
  'An echo may come late and in pieces, and a piece may have the end of one echo and the beginning of the next.';
const CLOSES = 'After the sixth line it closes the connection and ends with exit code 0.';
const FAILS =
  'When it cannot connect, nothing comes for 5 seconds, or the connection ends before all echoes are there, it says so and ends with exit code 1.';

function echoed(send: string | Uint8Array): Sample {
  return { send, replies: [send] };
}

function printed(text: string): string {
  return `Received from server: ${text}`;
}

// Whatever the client says next is another check's.
const leave = { op: 'close' } as const;

/** The client sends one after another, is answered and prints. */
function round(texts: readonly string[]): (Step | ProgramStep)[] {
  return texts.flatMap((text) => [
    { op: 'expect', messages: [text] },
    { op: 'send', messages: [text] },
    program({ act: 'prints', text: printed(text) }),
  ]);
}

export function checksFor(texts: Texts): Checks {
  const [hello, second, third] = texts;
  const all = texts.join('');
  const dialogue: Dialogue = { request: hello, reply: hello, prints: printed(hello) };
  const firstRound = [{ op: 'connect' } as const, ...round(texts)];
  const lines = program({ act: 'prints', text: `${texts.map(printed).join('\n')}\n` });

  return {
    server: [
      oneExchange(echoed(hello), { points: 10, because: ECHO }),
      saysListening('listening', { points: 3, because: PRINTS, needs: ['one-exchange'] }),
      severalMessages(texts.slice(0, 2).map(echoed), { points: 10, because: ECHO, needs: ['one-exchange'] }),
      conversation(
        'long-then-short',
        'A short message after a long one comes back short',
        'Send as many bytes as recv has returned, not the whole buffer, and not up to the first zero byte.',
        [
          echoed('A message that leaves much behind in a buffer, if nobody clears it.'),
          echoed('Hi'),
          echoed('!'),
          echoed('ok'),
        ],
        { points: 6, because: ECHO, needs: ['several-messages'] },
      ),
      conversation(
        'goodbye',
        `${third} is a message like others`,
        'Only an empty read is the end: do not look for words in what you send back.',
        [...texts, hello].map(echoed),
        {
          points: 5,
          because: ECHO,
          needs: ['long-then-short'],
        },
      ),
      check(
        'not-waiting',
        'Messages of a client that does not wait all come back',
        'Go on reading while you answer, and send back all that comes, whatever its length.',
        {
          steps: [[5], [5, 17], [3, 7, 11, 19]].flatMap((cuts): Step[] => [
            { op: 'raw', bytes: all, cuts },
            { op: 'expect-raw', bytes: all },
          ]),
        },
        { points: 8, because: STREAM, needs: ['goodbye'] },
      ),
      check(
        'cut-character',
        'A character that is cut in two comes back',
        'A read may end in the middle of a character: send back the bytes, and decode no single read.',
        {
          // Each half is waited for: it is surely read alone.
          steps: [
            Uint8Array.of(0x63, 0xc3),
            Uint8Array.of(0xa9),
            Uint8Array.of(0xe2, 0x9c),
            Uint8Array.of(0x93),
          ].flatMap((bytes): Step[] => [
            { op: 'raw', bytes },
            { op: 'expect-raw', bytes },
          ]),
        },
        { points: 8, because: STREAM, needs: ['long-then-short'] },
      ),
      conversation(
        'every-byte',
        'Bytes of every value come back',
        'What comes need not be text: a zero byte is a byte, and so is ff.',
        [echoed(Uint8Array.of(0x41, 0x00, 0x42)), echoed(Uint8Array.from({ length: 256 }, (_, byte) => byte))],
        { points: 5, because: STREAM, needs: ['cut-character'] },
      ),
      conversation(
        'large',
        'A message of 400000 bytes comes back',
        'Pass on each piece as it comes: no buffer is large enough for everything that a client may send.',
        [echoed('0123456789abcdef'.repeat(LARGE / 16))],
        { points: 6, because: STREAM, needs: ['not-waiting'] },
      ),
      anyCut(
        { messages: 'bytes', longest: 200, including: ['\n', ' a ', '\r\n'] },
        {
          points: 6,
          because: STREAM,
          needs: ['not-waiting', 'every-byte', 'next-clients'],
          continues: true,
          title: 'Random bytes come back, however they are sent',
          hint: 'Send back what recv has returned as it is.',
        },
      ),
      nextClients(echoed(hello), { points: 8, because: NEXT, needs: ['one-exchange'] }),
      closesConnections(echoed(hello), { points: 4, because: NEXT, needs: ['next-clients'] }),
      halfClose(echoed(hello), { points: 4, because: ECHO, needs: ['closes-connections'] }),
      resetSurvived(echoed(hello), 'Hel', { points: 5, because: BROKEN, needs: ['next-clients'] }),
      closeUnread(echoed(hello), 'Is anybody there? '.repeat(2000), {
        points: 4,
        because: BROKEN,
        needs: ['reset', 'several-messages'],
      }),
      fillsMemory(echoed(hello), { points: 2, because: BROKEN, needs: ['large', 'close-unread'] }),
      stopsWithClients(echoed(hello), { points: 2, because: STOPS, needs: ['one-exchange'] }),
      restart(echoed(hello), { points: 4, because: RESTART, needs: ['one-exchange'] }),
    ],
    client: [
      scripted(
        'sends',
        'The client sends its first message, and then waits',
        'Send the text without anything behind it, and nothing more before its echo is there.',
        [...request(dialogue), { op: 'quiet', ms: PAUSE }],
        { points: 10, because: FIRST_ROUND },
      ),
      scripted(
        'prints',
        'The client prints the echo',
        'Print the text exactly as the sheet has it, and flush the output.',
        [...request(dialogue), ...answer(dialogue), leave],
        { points: 8, because: FIRST_ROUND, needs: ['sends'] },
      ),
      scripted(
        'next-messages',
        'The second and the third message follow on the same connection',
        'Connect and close once; send and receive in a loop between them.',
        [...firstRound, leave],
        { points: 12, because: FIRST_ROUND, needs: ['prints'] },
      ),
      scripted(
        'second-round',
        'All three messages are sent again without waiting',
        'Send all three before you read the first of their echoes.',
        [...firstRound, { op: 'expect', messages: texts }],
        { points: 8, because: SECOND_ROUND, needs: ['next-messages'] },
      ),
      scripted(
        'split-reply',
        'An echo that comes in pieces is printed whole',
        'One recv may return only a piece of the echo: you know how long it is, so read on until all of it has come.',
        [
          ...request(dialogue),
          { op: 'raw', bytes: hello.slice(0, 1) },
          { op: 'quiet', ms: PAUSE },
          { op: 'raw', bytes: hello.slice(1, 3) },
          { op: 'quiet', ms: PAUSE },
          { op: 'raw', bytes: hello.slice(3) },
          program({ act: 'prints', text: printed(hello) }),
          leave,
        ],
        { points: 13, because: PIECES, needs: ['prints'] },
      ),
      scripted(
        'glued',
        'Echoes that come glued together are printed one by one',
        'recv(1024) may return several echoes at once: take as many bytes as the first one has, and keep the others.',
        [...firstRound, { op: 'expect', messages: texts }, { op: 'send', messages: texts }, lines],
        { points: 11, because: LINES, needs: ['second-round', 'split-reply'] },
      ),
      scripted(
        'across-borders',
        'A piece with the end of one echo and the beginning of the next is divided',
        'Keep what you have received and not used yet: the next echo begins with it.',
        [
          ...firstRound,
          { op: 'expect', messages: texts },
          ...[all.slice(0, 8), all.slice(8, 20), all.slice(20)].flatMap((bytes, index): Step[] => [
            ...(index === 0 ? [] : [{ op: 'quiet', ms: PAUSE } as const]),
            { op: 'raw', bytes },
          ]),
          lines,
        ],
        { points: 7, because: PIECES, needs: ['glued'] },
      ),
      scripted(
        'closes',
        'After the sixth line the client closes the connection and ends',
        'Close the socket when everything is printed, and let the program end.',
        [
          ...firstRound,
          { op: 'expect', messages: texts },
          // One by one: whether the client can part them is not asked here.
          ...texts.flatMap((text) => [
            { op: 'send', messages: [text] } as const,
            program({ act: 'prints', text: printed(text) }),
          ]),
          { op: 'closed' },
          { op: 'close' },
          program({ act: 'ends', code: 'zero' }),
        ],
        { points: 6, because: CLOSES, needs: ['second-round'] },
      ),
      scripted(
        'late-reply',
        'An echo that comes after a second is printed',
        'Wait for the echo as long as the sheet says; do not go by a short pause.',
        [...request(dialogue), { op: 'quiet', ms: 1000 }, ...answer(dialogue), leave],
        { points: 3, because: PIECES, needs: ['prints'] },
      ),
      serverCloses(dialogue, { points: 5, because: FAILS, needs: ['sends'] }),
      cutOff(dialogue, hello.slice(0, 3), { points: 3, because: FAILS, needs: ['server-closes', 'split-reply'] }),
      scripted(
        'closes-between',
        'When the server closes after the first echo, the client ends with an error',
        'Look at what recv returns each time, not only the first: an empty read is the end of the stream.',
        [
          ...request(dialogue),
          { op: 'send', messages: [hello] },
          { op: 'expect', messages: [second] },
          { op: 'close' },
          program({ act: 'ends', code: 'nonzero' }),
        ],
        { points: 2, because: FAILS, needs: ['server-closes', 'next-messages'] },
      ),
      serverResets(dialogue, { points: 2, because: FAILS, needs: ['server-closes'] }),
      neverAnswers(dialogue, { points: 5, because: FAILS, needs: ['sends'] }),
      refused(dialogue, { points: 5, because: FAILS }),
    ],
  };
}
