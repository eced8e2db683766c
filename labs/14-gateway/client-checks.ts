import type { Checks } from '../../src/lab/check.js';
import {
  program,
  refused,
  request,
  scripted,
  sendsRequest,
  splitReply,
  type Dialogue,
} from '../../src/lab/client-checks.js';
import type { Own } from '../../src/lab/server-checks.js';
import type { ProgramStep, Step } from '../../src/lab/step.js';
import type { Messages } from './messages.js';

type Steps = readonly (Step | ProgramStep)[];

const WARM = 21_500;
const HOT = 61_500; // above the limit of every variant
const COLD = -3250;

const SENDS =
  'It sends each line of its standard input as a temperature in °C, with at most three decimals and rightly rounded, with sequence numbers from 0.';
const WAITS =
  'It reads on only when that reading is acknowledged, and prints `acknowledged 0` with its number, or `acknowledged 0, repeated`.';
const OTHER_REPLIES =
  'Other replies may come before: an alarm (it prints `alarm: 61.500, limit 60.000`), its end (`alarm over: -3.250, limit 60.000`), and the acknowledgement of another reading, which it ignores.';
const REPLY_PIECES = 'Replies may come in pieces, and several together.';
const REPEATS =
  'When the acknowledgement does not come within 3 seconds, or the connection ends or breaks, it closes the connection, waits a second, connects anew and sends the same reading again, with the same number.';
const GIVES_UP =
  'After three tries of one reading, or when it cannot connect three times, it ends with an error message and exit code 1; at once where it is told that it was no reading.';
const NO_NUMBER = 'A line that is no number gets an error message and no sequence number.';
const ENDS =
  'When its input ends, it ends its direction, prints what still comes until the gateway closes, and ends with exit code 0.';

// What three tries may take: a second before each but the first, and one to spare.
const TRIES_MS = 4000;

const says = (text: string): ProgramStep => program({ act: 'prints', text });
/** The bytes, cut at these places. */
const pieces = (bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] =>
  [0, ...cuts].map((from, index) => bytes.subarray(from, cuts[index]));
const by = (client: string): { readonly client: string } => ({ client });

/** `limit`: the one that the gateway tells, in thousandths. */
export function clientChecks(limit: number, messages: Messages): NonNullable<Checks['client']> {
  const { reading, acknowledged, alarm, alarmOver, noReading } = messages;
  const dialogue: Dialogue = {
    input: '21.5\n',
    request: reading(7, 0, WARM),
    reply: acknowledged(7, 0),
    prints: 'acknowledged 0',
  };
  const takes = (sequence: number, value: number, ...more: readonly Uint8Array[]): Steps => [
    { op: 'expect', messages: [reading(7, sequence, value)] },
    { op: 'send', messages: [acknowledged(7, sequence), ...more] },
    says(`acknowledged ${sequence}`),
  ];
  const begin: Steps = [{ op: 'connect' }];
  const ends = program({ act: 'ends', code: 'zero' });
  const limitText = `limit ${(limit / 1000).toFixed(3)}`;
  const own = (points: number, because: string, ...needs: string[]): Own => ({ points, because, needs });
  return [
    sendsRequest(dialogue, { points: 8, because: SENDS }),
    scripted(
      'prints',
      'The device says that its reading was acknowledged',
      'Print the text exactly as the sheet has it, and flush the output.',
      [...begin, ...takes(0, WARM)],
      own(6, WAITS, 'sends'),
      { input: '21.5\n' },
    ),
    scripted(
      'next-reading',
      'The next line is sent with the next number',
      'Count the readings, from 0 on.',
      [...begin, ...takes(0, WARM), ...takes(1, 22_000), ...takes(2, 22_125)],
      own(6, SENDS, 'prints'),
      { input: '21.5\n22\n22.125\n' },
    ),
    scripted(
      'negative',
      'A temperature below zero is sent with its sign',
      "A negative number is sent as two's complement: in Python i, in JavaScript setInt32, in C an int32_t.",
      [...begin, ...takes(0, COLD), ...takes(1, -1)],
      own(6, SENDS, 'next-reading'),
      { input: '-3.25\n-0.001\n' },
    ),
    scripted(
      'thousandths',
      'Thousandths are rounded, not cut off',
      'As a floating-point number 1.001 times 1000 is 1000.9999999999999: round before you make it a whole number.',
      [...begin, ...takes(0, 1001), ...takes(1, 4_101), ...takes(2, -1001)],
      own(5, SENDS, 'negative'),
      { input: '1.001\n4.101\n-1.001\n' },
    ),
    scripted(
      'waits',
      'The next reading is sent only when the last one is acknowledged',
      'Wait for the acknowledgement of a reading before you read the next line.',
      [
        // A right device says nothing in either pause, as it waits for three seconds: in the second there is no third line.
        ...begin,
        { op: 'expect', messages: [reading(7, 0, WARM)] },
        { op: 'quiet', ms: 200 },
        { op: 'send', messages: [acknowledged(7, 0)] },
        says('acknowledged 0'),
        { op: 'expect', messages: [reading(7, 1, 22_000)] },
        { op: 'quiet', ms: 200 },
      ],
      own(5, WAITS, 'next-reading'),
      { input: '21.5\n22\n' },
    ),
    splitReply(dialogue, pieces(Uint8Array.of(0, 6, ...acknowledged(7, 0)), [1, 4, 7]), own(7, REPLY_PIECES, 'prints')),
    scripted(
      'alarm',
      'An alarm that comes together with an acknowledgement is printed',
      'One recv may bring several messages: take as many bytes as the length says, and keep the others.',
      [
        ...begin,
        ...takes(0, HOT, alarm(7, 0, HOT, limit)),
        { op: 'expect', messages: [reading(7, 1, HOT)] },
        { op: 'send', messages: [acknowledged(7, 1)] },
        says(`alarm: 61.500, ${limitText}`),
        says('acknowledged 1'),
      ],
      own(7, OTHER_REPLIES, 'waits'),
      { input: '61.5\n61.5\n' },
    ),
    scripted(
      'alarm-over',
      'The end of an alarm is printed',
      'It is as an alarm is, but for its first byte. Its value is signed.',
      [
        ...begin,
        ...takes(0, COLD, alarmOver(7, 0, COLD, limit)),
        { op: 'expect', messages: [reading(7, 1, WARM)] },
        { op: 'send', messages: [acknowledged(7, 1)] },
        says(`alarm over: -3.250, ${limitText}`),
        says('acknowledged 1'),
      ],
      own(4, OTHER_REPLIES, 'alarm', 'negative'),
      { input: '-3.25\n21.5\n' },
    ),
    scripted(
      'alarm-is-no-acknowledgement',
      'An alarm is not taken for an acknowledgement',
      'Look at the first byte of a reply, and wait on until it is 1.',
      [
        ...begin,
        ...takes(0, HOT),
        { op: 'expect', messages: [reading(7, 1, 62_000)] },
        { op: 'send', messages: [alarm(7, 0, HOT, limit)] },
        says(`alarm: 61.500, ${limitText}`),
        { op: 'quiet', ms: 200 },
        { op: 'send', messages: [acknowledged(7, 1)] },
        says('acknowledged 1'),
        { op: 'expect', messages: [reading(7, 2, 63_000)] },
      ],
      own(5, OTHER_REPLIES, 'alarm'),
      { input: '61.5\n62\n63\n' },
    ),
    scripted(
      'other-acknowledgement',
      'The acknowledgement of another reading is ignored',
      'Compare the device and the sequence number of an acknowledgement with those of your reading.',
      [
        ...begin,
        ...takes(0, WARM),
        { op: 'expect', messages: [reading(7, 1, 22_000)] },
        { op: 'send', messages: [acknowledged(7, 0, 1)] },
        { op: 'quiet', ms: 200 },
        { op: 'send', messages: [acknowledged(7, 1)] },
        says('acknowledged 1'),
        { op: 'expect', messages: [reading(7, 2, 23_000)] },
      ],
      own(4, OTHER_REPLIES, 'waits'),
      { input: '21.5\n22\n23\n' },
    ),
    scripted(
      'repeats',
      'A reading that is not acknowledged is sent again on a new connection',
      'Set a timeout on the socket. When it is over, close the connection, make a new one, and send the same bytes.',
      [
        { op: 'connect', ...by('first try') },
        { op: 'expect', messages: [reading(7, 0, WARM)], ...by('first try') },
        { op: 'connect', ...by('second try') },
        { op: 'expect', messages: [reading(7, 0, WARM)], ...by('second try') },
        { op: 'send', messages: [acknowledged(7, 0, 1)], ...by('second try') },
        says('acknowledged 0, repeated'),
      ],
      own(8, REPEATS, 'prints'),
      { input: '21.5\n' },
    ),
    scripted(
      'connection-ends',
      'When the gateway closes without an answer, the reading is sent again',
      'An empty read is the end of the stream, and no reply: connect anew.',
      [
        { op: 'connect', ...by('first try') },
        { op: 'expect', messages: [reading(7, 0, WARM)], ...by('first try') },
        { op: 'close', ...by('first try') },
        { op: 'connect', ...by('second try') },
        { op: 'expect', messages: [reading(7, 0, WARM)], ...by('second try') },
        { op: 'send', messages: [acknowledged(7, 0)], ...by('second try') },
        says('acknowledged 0'),
      ],
      own(5, REPEATS, 'repeats'),
      { input: '21.5\n' },
    ),
    scripted(
      'connection-breaks',
      'When the connection breaks, the reading is sent again',
      'recv and send fail when the connection is broken (ECONNRESET): catch that, and connect anew.',
      [
        { op: 'connect', ...by('first try') },
        { op: 'expect', messages: [reading(7, 0, WARM)], ...by('first try') },
        { op: 'reset', ...by('first try') },
        { op: 'connect', ...by('second try') },
        { op: 'expect', messages: [reading(7, 0, WARM)], ...by('second try') },
        { op: 'send', messages: [acknowledged(7, 0)], ...by('second try') },
        says('acknowledged 0'),
      ],
      own(3, REPEATS, 'connection-ends'),
      { input: '21.5\n' },
    ),
    scripted(
      'numbers-go-on',
      'On a new connection the sequence numbers go on',
      'The number belongs to the device, not to the connection.',
      [
        { op: 'connect', ...by('first') },
        { op: 'expect', messages: [reading(7, 0, WARM)], ...by('first') },
        { op: 'send', messages: [acknowledged(7, 0)], ...by('first') },
        says('acknowledged 0'),
        { op: 'close', ...by('first') },
        program({ act: 'type', text: '22\n' }),
        { op: 'connect', ...by('second') },
        { op: 'expect', messages: [reading(7, 1, 22_000)], ...by('second') },
        { op: 'send', messages: [acknowledged(7, 1)], ...by('second') },
        says('acknowledged 1'),
      ],
      own(4, REPEATS, 'connection-ends', 'next-reading'),
      { input: '21.5\n' },
    ),
    scripted(
      'gives-up',
      'After three tries the device gives up with an error',
      'Count the tries of a reading, and end with an exit code that is not 0 after the third.',
      [
        ...['first try', 'second try', 'third try'].flatMap((client): Steps => [
          { op: 'connect', client },
          { op: 'expect', messages: [reading(7, 0, WARM)], client },
          { op: 'close', client },
        ]),
        program({ act: 'ends', code: 'nonzero', withinMs: TRIES_MS }),
      ],
      own(3, GIVES_UP, 'connection-ends'),
      { input: '21.5\n' },
    ),
    {
      ...refused({ input: '21.5\n' }, own(4, GIVES_UP)),
      script: {
        steps: [program({ act: 'ends', code: 'nonzero', withinMs: TRIES_MS })],
        start: { input: '21.5\n', nobodyListens: true },
      },
    },
    scripted(
      'told-no-reading',
      'A device that is told that it sent no reading ends with an error',
      'Look at the first byte of each reply: 4 says that the gateway could not read what you sent, and will not another time.',
      [
        ...request(dialogue),
        { op: 'send', messages: [noReading(4)] },
        program({ act: 'ends', code: 'nonzero', withoutConnecting: true }),
      ],
      own(2, GIVES_UP, 'prints'),
      { input: '21.5\n' },
    ),
    scripted(
      'no-number',
      'A line that is no number is left out',
      'float and Double.parseDouble throw, strtod says where it stopped, Number gives NaN.',
      [...begin, ...takes(0, WARM)],
      own(2, NO_NUMBER, 'prints'),
      { input: 'warm\n21.5\n' },
    ),
    scripted(
      'input-ends',
      'When its input ends, the device ends',
      'At the end of the input leave the loop, end your direction (shutdown), and read on until the gateway closes.',
      [...begin, ...takes(0, WARM), { op: 'closed' }, { op: 'close' }, ends],
      own(3, ENDS, 'prints'),
      { input: '21.5\n', inputEnds: true },
    ),
    scripted(
      'last-words',
      'What comes after the last acknowledgement is printed',
      'Do not close at once: end only your direction (SHUT_WR), and read on until the gateway closes.',
      [
        ...begin,
        ...takes(0, HOT),
        { op: 'closed' },
        { op: 'send', messages: [alarm(7, 0, HOT, limit)] },
        { op: 'close' },
        says(`alarm: 61.500, ${limitText}`),
        ends,
      ],
      own(3, ENDS, 'input-ends', 'alarm'),
      { input: '61.5\n', inputEnds: true },
    ),
  ];
}
