import type { Check } from '../../src/lab/check.js';
import { program, refused, scripted } from '../../src/lab/client-checks.js';
import type { ProgramStep, Step } from '../../src/lab/step.js';
import { welcome } from './server-checks.js';

type Steps = readonly (Step | ProgramStep)[];

const BETWEEN = 200; // the pieces of a line, or a line and the next
const SILENCE = 5500; // longer than the patience of a program that waits for replies

const LISTENS = 'A client that prints every line that comes, as soon as it comes, also while nothing is typed;';
const SENDS = 'and sends every line that is typed, as soon as it is typed, also while nothing comes.';
const PIECES =
  'Lines may come in pieces, cut within a letter too, several at once, with up to 20000 letters, and with bytes that are no UTF-8.';
const SILENT = 'Nobody has to say anything: silence, however long, is no error.';
const CLOSES =
  'When the server closes the connection, the client says so and ends at once with exit code 0, without waiting for somebody to type.';
const INPUT =
  'When its input ends, it ends its own direction, goes on printing what comes until the server closes, and then ends with exit code 0.';
const FAILS = 'When it cannot connect, or the connection breaks, it says so and ends with exit code 1.';

/** The server has welcomed the client, which has printed it. */
const welcomed: Steps = [
  { op: 'connect' },
  { op: 'send', messages: [welcome(1)] },
  program({ act: 'prints', text: welcome(1) }),
];

function prints(...lines: readonly string[]): Steps {
  return lines.map((text) => program({ act: 'prints', text }));
}

/** These bytes come one after another. */
function pieces(...parts: readonly (string | Uint8Array)[]): Steps {
  return parts.flatMap((bytes, index): Step[] => [
    ...(index === 0 ? [] : [{ op: 'quiet', ms: BETWEEN } as const]),
    { op: 'raw', bytes },
  ]);
}

const LONG = `ann: ${'A long line. '.repeat(1538)}end`;

export const clientChecks: readonly Check[] = [
  scripted(
    'prints',
    'What comes is printed while nothing is typed',
    'Read from the network first, or from both at once; and flush what you print.',
    welcomed,
    { points: 12, because: LISTENS },
  ),
  scripted(
    'two-in-a-row',
    'The next line is printed too while nothing is typed',
    'A loop that waits for the keyboard after each line does not see the next one: two threads, or one wait for both (select, poll).',
    [
      ...welcomed,
      { op: 'send', messages: ['* guest2 joined'] },
      ...prints('* guest2 joined'),
      { op: 'quiet', ms: BETWEEN },
      { op: 'send', messages: ['guest2: is anybody there?'] },
      ...prints('guest2: is anybody there?'),
    ],
    { points: 11, because: LISTENS, needs: ['prints'] },
  ),
  scripted(
    'sends',
    'What is typed is sent',
    'Send each line with its line feed.',
    [
      { op: 'connect' },
      { op: 'send', messages: [welcome(1)] },
      program({ act: 'type', text: 'hello, bob\n' }),
      { op: 'expect', messages: ['hello, bob'] },
    ],
    { points: 9, because: SENDS },
  ),
  scripted(
    'sends-on',
    'Line after line is sent while nothing comes',
    'Nobody has to answer: do not wait for a reply before you read the keyboard again.',
    [
      ...welcomed,
      program({ act: 'type', text: 'one\n' }),
      { op: 'expect', messages: ['one'] },
      program({ act: 'type', text: 'two\n' }),
      { op: 'expect', messages: ['two'] },
      { op: 'send', messages: ['guest2: who is there?'] },
      ...prints('guest2: who is there?'),
      program({ act: 'type', text: 'three\n' }),
      { op: 'expect', messages: ['three'] },
    ],
    { points: 8, because: SENDS, needs: ['sends', 'two-in-a-row'] },
  ),
  scripted(
    'lines-at-once',
    'Lines that are typed at once are all sent',
    'select and poll do not see what a read of a whole line has already taken: read bytes (os.read, read), or use a thread.',
    [
      ...welcomed,
      program({ act: 'type', text: 'one\ntwo\nthree\n' }),
      { op: 'expect', messages: ['one', 'two', 'three'] },
    ],
    { points: 7, because: SENDS, needs: ['sends-on'] },
  ),
  scripted(
    'glued-lines',
    'Lines that come at once are all printed',
    'One recv may return several lines; and select and poll do not see what a read of a whole line has already taken.',
    [
      ...welcomed,
      { op: 'send', messages: ['ann: one', 'ann: two', 'ann: three'] },
      ...prints('ann: one\n', 'ann: two\n', 'ann: three\n'),
    ],
    { points: 7, because: PIECES, needs: ['two-in-a-row'] },
  ),
  scripted(
    'split-line',
    'A line that comes in pieces is printed as one line',
    'One recv may return a piece of a line: print bytes as they come, or wait for the line feed.',
    [...welcomed, ...pieces('ann: hel', 'lo, b', 'ob\n'), ...prints('ann: hello, bob\n')],
    { points: 8, because: PIECES, needs: ['glued-lines'] },
  ),
  scripted(
    'cut-letter',
    'A line that is cut within a letter is printed whole',
    'Collect bytes, and decode a line when it is whole; or do not decode it at all.',
    [
      ...welcomed,
      ...pieces(Uint8Array.of(0x61, 0x3a, 0x20, 0x67, 0x72, 0xc3), Uint8Array.of(0xbc, 0xc3, 0x9f, 0x65, 0x0a)),
      ...prints('a: grüße\n'),
    ],
    { points: 4, because: PIECES, needs: ['split-line'] },
  ),
  scripted(
    'not-text',
    'A line that is not UTF-8 does not stop the client',
    "What others send need not be text: say what is to become of it (errors='replace'), or catch the error.",
    [
      ...welcomed,
      { op: 'raw', bytes: Uint8Array.of(0x61, 0x3a, 0x20, 0xff, 0xfe, 0x0a) },
      { op: 'quiet', ms: BETWEEN },
      { op: 'send', messages: ['ann: sorry'] },
      ...prints('ann: sorry\n'),
    ],
    { points: 3, because: PIECES, needs: ['cut-letter'] },
  ),
  scripted(
    'long-line',
    'A line of 20000 letters is printed whole',
    'No buffer of a fixed size has room for every line: print bytes as they come, or let the buffer grow.',
    [...welcomed, { op: 'send', messages: [LONG] }, ...prints(`${LONG}\n`)],
    { points: 3, because: PIECES, needs: ['split-line'] },
  ),
  scripted(
    'silence',
    'Silence is no error',
    'A timeout that was set for connecting stays on the socket: take it off (settimeout(None), setSoTimeout(0)).',
    [
      ...welcomed,
      { op: 'quiet', ms: SILENCE },
      { op: 'send', messages: ['ann: is anybody there?'] },
      ...prints('ann: is anybody there?'),
    ],
    { points: 4, because: SILENT, needs: ['two-in-a-row'] },
  ),
  scripted(
    'server-closes',
    'When the server closes, the client ends, though nothing is typed',
    'An empty read is the end: end the program, also while another thread waits for the keyboard.',
    [...welcomed, { op: 'close' }, program({ act: 'ends', code: 'zero' })],
    { points: 8, because: CLOSES, needs: ['two-in-a-row'] },
  ),
  scripted(
    'server-breaks-off',
    'When the connection breaks, the client ends with an error',
    'recv fails when the connection has broken (ECONNRESET): say so, and end with an exit code that is not 0.',
    [...welcomed, { op: 'reset' }, program({ act: 'ends', code: 'nonzero' })],
    { points: 3, because: FAILS, needs: ['server-closes'] },
  ),
  scripted(
    'input-ends',
    'When its input ends, the client ends its direction, and then itself',
    'Call shutdown for writing at the end of the input (SHUT_WR, shutdownOutput, end), and end when the server has closed too.',
    [
      ...welcomed,
      program({ act: 'end-input' }),
      { op: 'closed' },
      { op: 'close' },
      program({ act: 'ends', code: 'zero' }),
    ],
    { points: 5, because: INPUT, needs: ['sends', 'server-closes'] },
  ),
  scripted(
    'last-lines',
    'What comes after the end of its input is printed too',
    'The end of the input is not the end of the stream: only the server knows whether more comes.',
    [
      ...welcomed,
      program({ act: 'end-input' }),
      { op: 'closed' },
      { op: 'send', messages: ['ann: goodbye'] },
      ...prints('ann: goodbye'),
      { op: 'close' },
      program({ act: 'ends', code: 'zero' }),
    ],
    { points: 2, because: INPUT, needs: ['input-ends'] },
  ),
  refused({}, { points: 6, because: FAILS }),
];
