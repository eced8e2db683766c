import type { Checks } from '../../src/lab/check.js';
import { restart, stopsWithClients } from '../../src/lab/program-checks.js';
import {
  anyCut,
  check,
  conversation,
  conversations,
  exchange,
  halfClose,
  oneExchange,
  severalMessages,
  visit,
  type Own,
  type Sample,
} from '../../src/lab/server-checks.js';
import type { ProgramStep, Step } from '../../src/lab/step.js';
import type { Messages } from './messages.js';

type Steps = readonly (Step | ProgramStep)[];

const HUMIDITY = 2;
const WARM = 21_500;
const HOT = 61_500; // above the limit of every variant
const COLD = -3250;

const LENGTH = '\x00\x0a'; // of a reading, on the wire
const PAUSE = 100; // as in the checks of other labs: it can be too short for a wrong server to show itself, never too short for a right one

const ACKNOWLEDGES =
  'It acknowledges every reading with the device and the sequence number of that reading, and 0 where it counts it, and goes on with the next one on the same connection.';
const NUMBERS = 'All numbers are big-endian, and values are signed.';
const ALARM =
  'When a value is above its limit and the one before was not, an alarm follows the acknowledgement; when it is above no more, an alarm over; nothing else brings either, and a value at the limit is not above it.';
const EACH = 'Each quantity has its limit, each device has its alarms, and so has each of its quantities.';
const REPEATED =
  'The sequence number that the last reading of this device had is that of a repeated one: it is acknowledged with 1, and that is all.';
const ANEW = 'Any other number is a new reading: a device that was started anew begins with 0.';
const SAME = 'A device that comes back on another connection is the same device.';
const NO_READING =
  'What is no reading is answered with the offset of its first wrong byte, and the connection goes on: a message that is too short (the offset is its length) or too long (10), an unknown quantity (4), a unit that is not that of the quantity (5).';
const PIECES = 'A message may come in any pieces, and several may come together.';
const OTHERS = 'However many devices there are, and however slow or silent some are, the others are answered at once.';
const GOES_ON =
  'It goes on serving whatever a device does: ends its stream (then the gateway closes, too) or breaks off.';
const STOPS =
  'On SIGTERM it ends within 3 seconds, also while devices are connected, and it can be started again at once.';

const runs: ProgramStep = { op: 'program', action: { act: 'runs' } };
const devices = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index);

/** `limit`: above which temperature there is an alarm, in thousandths. */
export function serverChecks(limit: number, messages: Messages): NonNullable<Checks['server']> {
  const { reading, acknowledged, alarm, alarmOver, noReading } = messages;
  const refusedAt = (offset: number, send: Uint8Array): Sample => ({ send, replies: [noReading(offset)] });
  const counted = (device: number, sequence: number, value = WARM): Sample => ({
    send: reading(device, sequence, value),
    replies: [acknowledged(device, sequence)],
  });

  /** The length and the first bytes of a device's first reading, and the rest of it. */
  const begins = (device: number): Uint8Array => Uint8Array.of(0, 10, ...reading(device, 0, WARM).subarray(0, 2));
  const rest = (device: number): Uint8Array => reading(device, 0, WARM).subarray(2);

  /** Sends the two parts of a device's first reading, so that in between others are served. */
  const inTwoParts = (device: number): readonly [first: Steps, second: Steps] => {
    const client = `device ${device}`;
    return [
      [{ op: 'raw', bytes: begins(device), client }],
      [
        { op: 'raw', bytes: rest(device), client },
        { op: 'expect', messages: [acknowledged(device, 0)], client },
      ],
    ];
  };
  const raises = (device: number, sequence: number, value = HOT): Sample => ({
    send: reading(device, sequence, value),
    replies: [acknowledged(device, sequence), alarm(device, sequence, value, limit)],
  });
  const ends = (device: number, sequence: number, value = WARM): Sample => ({
    send: reading(device, sequence, value),
    replies: [acknowledged(device, sequence), alarmOver(device, sequence, value, limit)],
  });
  const repeats = (device: number, sequence: number, value = WARM): Sample => ({
    send: reading(device, sequence, value),
    replies: [acknowledged(device, sequence, 1)],
  });
  const of = (device: number, quantity: number, sequence: number, value: number): Sample => ({
    send: reading(device, sequence, value, quantity),
    replies: [acknowledged(device, sequence)],
  });
  const raisesOf = (device: number, quantity: number, sequence: number, value: number, ownLimit: number): Sample => ({
    send: reading(device, sequence, value, quantity),
    replies: [acknowledged(device, sequence), alarm(device, sequence, value, ownLimit, quantity)],
  });
  const own = (points: number, because: string, ...needs: string[]): Own => ({ points, because, needs });
  // Each check has devices of its own: a gateway that is graded while it runs knows those of the checks before.
  return [
    oneExchange(counted(7, 0), { points: 5, because: ACKNOWLEDGES }),
    severalMessages(
      [counted(13, 0), counted(13, 1, 21_700), counted(13, 2, 21_750)],
      own(3, ACKNOWLEDGES, 'one-exchange'),
    ),
    conversation(
      'byte-order',
      'Values are read in the right order of bytes',
      'The most significant byte of a number comes first: in Python >, in C ntohl, in JavaScript getInt32.',
      [
        // In the wrong order the first and the third are far above the limit.
        counted(16, 0, 0x2001),
        counted(16, 1, WARM),
        counted(16, 2, 0x0011),
        counted(16, 3, WARM),
      ],
      own(5, NUMBERS, 'several-messages'),
    ),
    conversation(
      'wide-numbers',
      'Numbers of more than one byte are taken whole',
      'Device and sequence number have 2 bytes each: 0102 is device 258.',
      [counted(258, 772), counted(258, 773), counted(65_535, 40_000), counted(65_535, 40_001)],
      own(3, ACKNOWLEDGES, 'several-messages'),
    ),
    conversation(
      'signed',
      'Values below zero are not above the limit',
      'Read the value as a signed number: in Python i, not I, in C int32_t, in JavaScript getInt32.',
      [counted(19, 0, COLD), counted(19, 1, -1), counted(19, 2, -40_000)],
      own(5, NUMBERS, 'byte-order'),
    ),
    conversation(
      'alarm',
      'A value above the limit raises an alarm',
      'Compare the value with the limit, both in thousandths; the alarm carries both.',
      [counted(22, 0), raises(22, 1)],
      own(5, ALARM, 'signed'),
    ),
    conversation(
      'alarm-once',
      'There is no second alarm as long as the value stays above',
      'Keep for each device which alarms are on, and send an alarm only when that changes.',
      [raises(25, 0), counted(25, 1, HOT + 1000), counted(25, 2, HOT), counted(25, 3, HOT)],
      own(5, ALARM, 'alarm'),
    ),
    conversation(
      'alarm-over',
      'A value that is above no more ends the alarm, once',
      'When the alarm is on and the value is not above the limit, send an alarm over, and take the alarm off.',
      [raises(28, 0), ends(28, 1, COLD), counted(28, 2), raises(28, 3), ends(28, 4)],
      own(4, ALARM, 'alarm-once'),
    ),
    conversation(
      'at-limit',
      'A value at the limit is not above it',
      'Compare with >, not with >=.',
      [counted(31, 0, limit), counted(31, 1, limit), raises(31, 2, limit + 1), ends(31, 3, limit)],
      own(3, ALARM, 'alarm-over'),
    ),
    conversation(
      'each-quantity',
      'Each quantity has its own limit',
      'Look up the limit by the quantity of the reading.',
      [
        of(34, 2, 0, 89_000),
        raisesOf(34, 2, 1, 90_001, 90_000),
        of(35, 3, 0, 1_013_250),
        raisesOf(35, 3, 1, 1_100_001, 1_100_000),
        of(36, 4, 0, 230_000),
        raisesOf(36, 4, 1, 250_001, 250_000),
      ],
      own(2, EACH, 'alarm-over'),
    ),
    conversation(
      'quantities-apart',
      'The alarm of one quantity is not that of another',
      'Keep for each device and each quantity whether the alarm is on.',
      [
        raises(37, 0),
        of(37, HUMIDITY, 1, 41_000),
        counted(37, 2, HOT),
        raisesOf(37, HUMIDITY, 3, 95_000, 90_000),
        ends(37, 4),
        of(37, HUMIDITY, 5, 95_000),
        counted(37, 6),
      ],
      own(2, EACH, 'each-quantity'),
    ),
    conversation(
      'repeated',
      'A repeated reading is acknowledged as such, and not counted',
      'Keep the sequence number of the last reading of each device, and compare.',
      [counted(40, 0), repeats(40, 0), raises(40, 1), repeats(40, 1, HOT), repeats(40, 1, HOT), ends(40, 2)],
      own(5, REPEATED, 'alarm-over'),
    ),
    conversation(
      'starts-anew',
      'A device that begins again with 0 is not taken for one that repeats',
      'A number that is not the last one is a new reading, also when it is smaller.',
      [counted(43, 3), counted(43, 4), counted(43, 0), counted(43, 1), counted(44, 65_535), counted(44, 0)],
      own(3, ANEW, 'repeated', 'wide-numbers'),
    ),
    check(
      'next-clients',
      'The gateway serves three devices, one after another',
      'When a device is gone, close its socket and call accept again. An empty read means that it is gone.',
      {
        steps: [
          ...visit(counted(46, 0), 'device 46'),
          ...visit(counted(47, 0), 'device 47'),
          ...visit(counted(48, 0), 'device 48'),
          runs,
        ],
      },
      own(3, GOES_ON, 'one-exchange'),
    ),
    conversations(
      'devices-apart',
      'The alarm of one device is not that of another',
      'Keep alarms and sequence numbers for each device, in a table by its number.',
      [raises(49, 0), raises(50, 0), ends(49, 1), counted(50, 1, HOT)],
      own(3, EACH, 'reconnects'),
    ),
    conversations(
      'reconnects',
      'A device that comes back is known',
      'The table of the devices belongs to the gateway, not to a connection.',
      [raises(52, 0), repeats(52, 0, HOT), counted(52, 1, HOT), ends(52, 2)],
      own(5, SAME, 'next-clients', 'repeated'),
    ),
    conversation(
      'unknown-quantity',
      'A quantity that does not exist is refused, and the connection goes on',
      'The quantity is at offset 4: 1 to 4 are known.',
      [
        counted(55, 0),
        refusedAt(4, reading(55, 1, WARM, 9, 1)),
        counted(55, 1),
        refusedAt(4, reading(55, 2, WARM, 0)),
        counted(55, 2),
      ],
      own(3, NO_READING, 'several-messages'),
    ),
    conversation(
      'wrong-unit',
      'A unit that is not that of the quantity is refused',
      'The unit is at offset 5, and has the number of its quantity.',
      [
        counted(58, 0),
        refusedAt(5, reading(58, 1, WARM, 1, 2)),
        refusedAt(5, reading(58, 1, WARM, 2, 1)),
        counted(58, 1),
      ],
      own(2, NO_READING, 'unknown-quantity'),
    ),
    conversation(
      'wrong-length',
      'A message that is not as long as a reading is refused',
      'Read as many bytes as the length says, and look whether that are 10 before you take them apart.',
      [
        counted(61, 0),
        refusedAt(9, reading(61, 1, WARM).subarray(0, 9)),
        counted(61, 1),
        refusedAt(10, Uint8Array.of(...reading(61, 2, WARM), 0)),
        refusedAt(0, new Uint8Array(0)),
        counted(61, 2),
      ],
      own(3, NO_READING, 'several-messages'),
    ),
    conversation(
      'long-message',
      'The longest message that there can be is refused, too',
      'A length of 2 bytes goes up to 65535: have a buffer for so many, and read on until they are all there.',
      [counted(64, 0), refusedAt(10, new Uint8Array(65_535)), counted(64, 1)],
      own(2, NO_READING, 'wrong-length', 'cut-message'),
    ),
    check(
      'cut-message',
      'A reading that comes in pieces is taken whole',
      'One recv may return only a piece of a message, even half of the length: read on until all of it is there.',
      {
        steps: [1, 2, 3, 8].flatMap((at): Steps => {
          const client = `cut at ${at}`;
          const wire = Uint8Array.of(...new TextEncoder().encode(LENGTH), ...reading(90 + at, 0, WARM));
          return [
            { op: 'raw', bytes: wire.subarray(0, at), client },
            { op: 'quiet', ms: PAUSE, client },
            { op: 'raw', bytes: wire.subarray(at), client },
            { op: 'expect', messages: [acknowledged(90 + at, 0)], client },
            { op: 'close', client },
          ];
        }),
      },
      own(5, PIECES, 'next-clients'),
    ),
    // Too short for readings, so that the same answer is right every time.
    anyCut(
      { messages: 'bytes', longest: 9, including: [reading(67, 0, WARM, 9, 1)] },
      {
        points: 4,
        because: PIECES,
        needs: ['cut-message', 'wrong-length', 'unknown-quantity', 'next-clients'],
        hint: 'One read may bring the end of one message and the beginning of the next: go on as long as there is a whole one.',
      },
    ),
    check(
      'others-answered',
      'A device that is slow keeps no other waiting',
      'While recv waits for one device, a single thread serves no other: a thread for each, or one that waits for all of them (select, poll, asyncio).',
      {
        steps: [
          { op: 'connect', client: 'silent' },
          ...inTwoParts(71)[0],
          ...visit(counted(72, 0), 'device 72'),
          ...visit(counted(73, 0), 'device 73'),
          ...inTwoParts(71)[1],
        ],
      },
      own(5, OTHERS, 'cut-message'),
    ),
    check(
      'many-devices',
      '50 devices at once are all answered',
      'Do not set a limit of your own on how many are served at once, such as the size of a pool of threads or of an array.',
      {
        steps: [
          ...devices(1025, 50).flatMap((device) => inTwoParts(device)[0]),
          ...devices(1025, 50).flatMap((device) => inTwoParts(device)[1]),
        ],
      },
      own(4, OTHERS, 'others-answered'),
    ),
    check(
      'closes-connections',
      '20 devices that are gone leave no connection open',
      'Call close on the socket of each device that has ended, also when an error ended it.',
      {
        steps: [
          ...devices(2049, 20).flatMap((device) => visit(counted(device, 0), `device ${device}`)),
          { op: 'program', action: { act: 'settles' } },
        ],
      },
      own(2, GOES_ON, 'next-clients'),
    ),
    halfClose(counted(79, 0), own(2, GOES_ON, 'closes-connections')),
    check(
      'reset',
      'A device that breaks off its connection does not stop the gateway',
      'recv and send fail when the device has broken off (ECONNRESET): catch that for each device, and go on with the others.',
      {
        steps: [
          ...inTwoParts(81)[0],
          { op: 'reset', client: 'device 81' },
          ...exchange(counted(82, 0), 'device 82'),
          { op: 'reset', client: 'device 82' },
          ...visit(counted(83, 0), 'device 83'),
          runs,
        ],
      },
      own(3, GOES_ON, 'next-clients'),
    ),
    stopsWithClients(counted(85, 0), own(2, STOPS, 'one-exchange')),
    restart(counted(88, 0), own(2, STOPS, 'one-exchange')),
  ];
}
