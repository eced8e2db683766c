import type { Check } from '../../src/lab/check.js';
import { program } from '../../src/lab/client-checks.js';
import type { DatagramImpairment } from '../../src/impairment/impairment-plan.js';
import { reliableSender } from '../../src/protocols/reliable/reliable-sender.js';
import { check, type Own } from '../../src/lab/server-checks.js';
import type { CheckStep } from '../../src/lab/step.js';
import { encodePacket } from '../../src/protocols/reliable/reliable-packet.js';

const TAKES =
  'It takes messages in the order of their numbers, from 0, and answers each `D` and `E` with an `A` that holds the number it expects next.';
const DISCARDS = 'What does not have that number is thrown away, and answered with the same `A` again.';
const DELIVERS =
  'When the `E` comes in its turn, it prints the data of the whole transfer, each message once, on its standard output.';
const GOES_ON = 'It answers as before also then, since the last `A` may have been lost.';
const SENDERS = 'Each sender (address and port) has numbers and data of its own.';
const IGNORES = 'What is shorter than a header, has another type or a wrong check gets no answer, and stops nothing.';

const PAUSE = 100; // milliseconds in which a right receiver has nothing to say, however slow it is
const LARGEST = 1400; // bytes of data

const encoder = new TextEncoder();
const data = (number: number, text: string | Uint8Array): Uint8Array =>
  encodePacket({ type: 'data', number, data: typeof text === 'string' ? encoder.encode(text) : text });
const end = (number: number): Uint8Array => encodePacket({ type: 'end', number });
const ack = (number: number): Uint8Array => encodePacket({ type: 'ack', number });

/** Sends a datagram, and waits for the acknowledgement that says which number is expected next. */
function told(datagram: Uint8Array, next: number, client?: string): CheckStep[] {
  const by = client === undefined ? {} : { client };
  return [
    { op: 'send', messages: [datagram], ...by },
    { op: 'expect', messages: [ack(next)], ...by },
  ];
}

/** These get no answer. */
function ignored(datagrams: readonly Uint8Array[]): CheckStep[] {
  return datagrams.flatMap((datagram): CheckStep[] => [
    { op: 'send', messages: [datagram] },
    { op: 'quiet', ms: PAUSE },
  ]);
}

/** One bit of it is another. */
function changed(datagram: Uint8Array, at: number): Uint8Array {
  return datagram.map((byte, index) => (index === at ? byte ^ 0x10 : byte));
}

const prints = (text: string): CheckStep => program({ act: 'prints', text });

const one = told(data(0, 'one, '), 1);
const two = told(data(1, 'two, '), 2);
const three = told(data(2, 'three.'), 3);

function sent(id: string, title: string, hint: string, steps: readonly CheckStep[], own: Own): Check {
  return check(id, title, hint, { steps }, own);
}

const lines = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `line ${String(index + 1)}\n`);

const bad: DatagramImpairment = { loss: 0.15, duplication: 0.15, reordering: 0.15 };

export const receiverChecks: readonly Check[] = [
  sent(
    'acknowledges',
    'Message 0 is acknowledged',
    'An acknowledgement holds the number that is expected next: behind message 0 that is 1. Its three bytes have to sum up to a multiple of 256.',
    one,
    { points: 6, because: TAKES },
  ),
  sent(
    'in-order',
    'Messages in their order and the end are acknowledged',
    'The number that is expected grows by one with each message that has it; the end has a number like a message.',
    [...one, ...two, ...three, ...told(end(3), 4)],
    { points: 6, because: TAKES, needs: ['acknowledges'] },
  ),
  sent(
    'delivers',
    'The data of a transfer is printed when it ends',
    'Write the data as it came, without spaces or line feeds of your own, and flush the output.',
    [...one, ...two, ...three, ...told(end(3), 4), prints('one, two, three.')],
    { points: 7, because: DELIVERS, needs: ['in-order'] },
  ),
  sent(
    'empty-message',
    'A message without data is a message',
    'The type says what is the end, not the length.',
    [...one, ...told(data(1, ''), 2), ...told(data(2, 'two.'), 3), ...told(end(3), 4), prints('one, two.')],
    { points: 3, because: TAKES, needs: ['delivers'] },
  ),
  sent(
    'largest',
    'A message of 1400 bytes is acknowledged',
    'What does not fit into the buffer of recvfrom is thrown away, and the check is wrong then.',
    [
      ...one,
      ...told(
        data(
          1,
          Uint8Array.from({ length: LARGEST }, (_, index) => index),
        ),
        2,
      ),
    ],
    { points: 4, because: TAKES, needs: ['in-order'] },
  ),
  sent(
    'duplicates',
    'A message that comes again is acknowledged again',
    'Its acknowledgement may have been lost: a sender that hears nothing sends for ever.',
    [
      ...one,
      ...told(data(0, 'one, '), 1),
      ...two,
      ...told(data(1, 'two, '), 2),
      ...told(data(0, 'one, '), 2),
      ...three,
    ],
    { points: 8, because: DISCARDS, needs: ['in-order'] },
  ),
  sent(
    'delivered-once',
    'A message that comes again is delivered once',
    'Take the data only of the message that is expected.',
    [
      ...one,
      ...told(data(0, 'one, '), 1),
      ...two,
      ...told(data(0, 'one, '), 2),
      ...three,
      ...told(data(2, 'three.'), 3),
      ...told(end(3), 4),
      prints('one, two, three.'),
    ],
    { points: 8, because: DELIVERS, needs: ['delivers', 'duplicates'] },
  ),
  sent(
    'before-the-first',
    'A message that comes before number 0 is answered, too',
    'In the beginning 0 is expected: say so.',
    [...told(data(1, 'two, '), 0), ...one, ...two],
    { points: 4, because: DISCARDS, needs: ['out-of-order'] },
  ),
  sent(
    'out-of-order',
    'A message that comes too early is not acknowledged',
    'Acknowledge what has come without a gap; what is behind a gap is sent again by go-back-N.',
    [...one, ...told(data(2, 'three.'), 1), ...told(data(3, 'four'), 1), ...two, ...three],
    { points: 8, because: DISCARDS, needs: ['duplicates'] },
  ),
  sent(
    'delivered-in-order',
    'A message that came too early is not delivered',
    'Take the data only of the message that is expected.',
    [...one, ...told(data(2, 'three.'), 1), ...two, ...three, ...told(end(3), 4), prints('one, two, three.')],
    { points: 6, because: DELIVERS, needs: ['delivers', 'out-of-order'] },
  ),
  sent(
    'early-end',
    'An end that comes too early is no end',
    'The end has a number, too: look at it first.',
    [...one, ...told(end(2), 1), ...two, ...told(end(2), 3), prints('one, two, ')],
    { points: 5, because: DELIVERS, needs: ['delivers', 'out-of-order'] },
  ),
  sent(
    'end-again',
    'An end that comes again is acknowledged again',
    'Keep what you know of a sender when its transfer has ended.',
    [...one, ...told(end(1), 2), ...told(end(1), 2), ...told(data(0, 'one, '), 2), ...told(end(1), 2)],
    { points: 7, because: GOES_ON, needs: ['duplicates'] },
  ),
  sent(
    'corrupted',
    'A datagram with a wrong check is ignored',
    'Add up all bytes, the header as well: the sum has to be a multiple of 256.',
    [...ignored([changed(data(0, 'one, '), 3), changed(data(0, 'one, '), 2), changed(data(1, 'one, '), 1)]), ...one],
    { points: 6, because: IGNORES, needs: ['acknowledges'] },
  ),
  sent(
    'foreign',
    'Datagrams of others are ignored',
    'Look at the length before you look at a byte, and at the type before you answer.',
    [
      ...ignored([
        new Uint8Array(0),
        Uint8Array.of(0),
        Uint8Array.of(0x44, 0xbc),
        ack(0),
        Uint8Array.of(0x58, 0, 0xa8),
        encoder.encode('hello'),
      ]),
      ...one,
    ],
    { points: 5, because: IGNORES, needs: ['corrupted'] },
  ),
  sent(
    'two-senders',
    'Two senders have numbers of their own',
    'Keep what is expected in a table, by the address and the port that recvfrom returns.',
    [
      ...told(data(0, 'a0 '), 1, 'ann'),
      ...told(data(0, 'b0 '), 1, 'bob'),
      ...told(data(1, 'a1 '), 2, 'ann'),
      ...told(data(2, 'a2 '), 3, 'ann'),
      ...told(data(1, 'b1 '), 2, 'bob'),
      ...told(data(1, 'a1 '), 3, 'ann'),
    ],
    { points: 5, because: SENDERS, needs: ['duplicates'] },
  ),
  sent(
    'not-mixed',
    'The data of two senders is not mixed',
    'Keep the data of each sender apart until its end comes.',
    [
      ...told(data(0, 'a0 '), 1, 'ann'),
      ...told(data(0, 'b0 '), 1, 'bob'),
      ...told(data(1, 'a1.'), 2, 'ann'),
      ...told(data(1, 'b1.'), 2, 'bob'),
      ...told(end(2), 3, 'bob'),
      prints('b0 b1.'),
      ...told(end(2), 3, 'ann'),
      prints('a0 a1.'),
    ],
    { points: 3, because: SENDERS, needs: ['delivers', 'two-senders'] },
  ),
  sent(
    'wraps',
    'Behind number 255 comes number 0',
    'The number has one byte: count modulo 256.',
    [
      {
        op: 'automaton',
        does: 'sends 300 messages',
        automaton: reliableSender({
          messages: lines(300).map((line) => encoder.encode(line)),
          window: 1,
          timeoutMs: 200,
          attempts: 20,
        }),
      },
      prints(lines(300).join('')),
    ],
    { points: 5, because: TAKES, needs: ['window'] },
  ),
  check(
    'window',
    'A sender with a window of 8 comes through a bad network',
    'Datagrams are lost, doubled and reordered here in both directions: is every one answered, and is data taken only in its turn?',
    {
      impairment: { seed: 11, toServer: bad, toClient: bad },
      steps: [
        {
          op: 'automaton',
          does: 'sends 40 messages by go-back-N',
          automaton: reliableSender({
            messages: lines(40).map((line) => encoder.encode(line)),
            window: 8,
            timeoutMs: 200,
            attempts: 20,
          }),
          withinMs: 60_000,
        },
        prints(lines(40).join('')),
      ],
    },
    {
      points: 4,
      because: GOES_ON,
      needs: ['delivered-once', 'delivered-in-order', 'early-end', 'end-again', 'two-senders'],
    },
  ),
];
