import { defined } from '../../src/core/defined.js';
import type { Automaton } from '../../src/core/automaton.js';
import type { Check, StepScript } from '../../src/lab/check.js';
import { program } from '../../src/lab/client-checks.js';
import type { ImpairmentPlan } from '../../src/impairment/impairment-plan.js';
import { reliableReceiver, type Arrival, type Receiving } from '../../src/protocols/reliable/reliable-receiver.js';
import type { Own } from '../../src/lab/server-checks.js';
import { encodePacket } from '../../src/protocols/reliable/reliable-packet.js';

const CUTS = (piece: number): string =>
  `It cuts its standard input into messages of ${String(piece)} bytes, of which the last may be shorter, and sends them with the numbers from 0 on, and behind them an \`E\` with the next number.`;
const WINDOW =
  'At most WINDOW messages, the end among them, are on their way without having been acknowledged, and always as many as may be.';
const ACKS = 'An `A` acknowledges all messages before its number, and the next ones go at once.';
const UNCHANGED =
  'An `A` that acknowledges nothing new or what was never sent changes nothing, and neither does a datagram that is no `A` or has a wrong check.';
const BACK =
  'If nothing new is acknowledged for TIMEOUT milliseconds, it goes back: it sends the oldest message that was not acknowledged again, and then all others that it has sent behind it.';
const GIVES_UP =
  'When it has sent the oldest 20 times in vain, it gives up, with an error message and exit code 1, also where nobody listens.';
const ENDS = 'When the end is acknowledged, its exit code is 0.';

const TIMEOUT = 200; // milliseconds
const NEVER = 10_000; // as a timeout: nothing is lost that would have to be waited for
const TRIES = 20;
const PATIENCE = 30_000; // for transfers with many timeouts

const encoder = new TextEncoder();

/** What a client is started with, and what its receiver does. */
interface Sent extends Omit<Receiving, 'messages'> {
  readonly input: string;
  readonly window?: number;
  readonly timeout?: number;
  readonly faults?: ImpairmentPlan;
  readonly code?: 'zero' | 'nonzero';
  readonly bound?: number;
}

const text = (length: number): string =>
  Array.from({ length: Math.ceil(length / 10) }, (_, index) => `${String(index * 10).padStart(8, '.')} \n`)
    .join('')
    .slice(0, length);
const ack = (number: number): Uint8Array => encodePacket({ type: 'ack', number });

/** An acknowledgement of each message. */
const upTo = (told: number, received: number): readonly number[] =>
  Array.from({ length: received - told }, (_, index) => told + index + 1);

function cut(input: string, piece: number): readonly Uint8Array[] {
  const bytes = encoder.encode(input);
  return Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) =>
    bytes.subarray(index * piece, (index + 1) * piece),
  );
}

/** The checks of a sender that cuts its input into messages of so many bytes. */
export function senderChecks(piece: number): readonly Check[] {
  const short = text(2 * piece + 50);
  const long = text(30 * piece);

  const transfer = (
    { input, window = 1, timeout = TIMEOUT, faults: impairment, code = 'zero', bound, ...receiving }: Sent,
    serve: Automaton = reliableReceiver({
      ...receiving,
      ...defined({ window: bound }),
      messages: cut(input, piece),
    }),
  ): StepScript => ({
    start: { arguments: [String(window), String(timeout)], input, inputEnds: true },
    ...defined({ impairment: impairment }),
    serve,
    steps: [program({ act: 'ends', code, withinMs: PATIENCE })],
  });
  const sends = (id: string, title: string, hint: string, play: StepScript, own: Own): Check => ({
    id,
    title,
    hint,
    ...own,
    script: play,
  });
  /** The steps are over when the receiver is: what becomes of the program is not asked. */
  const received = (does: string, automaton: Automaton): StepScript => ({
    start: { arguments: ['1', String(TIMEOUT)], input: short, inputEnds: true },
    steps: [{ op: 'automaton', does, automaton, withinMs: PATIENCE }],
  });
  const whole = reliableReceiver({ messages: cut(short, piece) });
  const first: Automaton = (road) => {
    const receiver = whole(road);
    return {
      receive: (bytes) => {
        receiver.receive(bytes);
        road.done();
      },
    };
  };
  return [
    sends(
      'first',
      'The first message has number 0 and the first bytes of the input',
      'Compare the first bytes with the table of the sheet: D, the number, and the byte that makes the sum a multiple of 256.',
      received('waits for the first message', first),
      { points: 5, because: CUTS(piece) },
    ),
    sends(
      'transfer',
      'A short text arrives, message by message',
      'Wait for the acknowledgement of a message, then send the next one; the last may be short.',
      received('waits for the end', whole),
      { points: 7, because: CUTS(piece), needs: ['first'] },
    ),
    sends(
      'ends',
      'When all has arrived, the program ends with exit code 0',
      'Leave the loop when the end is acknowledged.',
      transfer({ input: short }),
      { points: 3, because: ENDS, needs: ['transfer'] },
    ),
    sends(
      'empty-input',
      'An empty input is an end without messages',
      'Then the end has number 0, and no message goes before it.',
      transfer({ input: '' }),
      { points: 3, because: CUTS(piece), needs: ['ends'] },
    ),
    sends(
      'bytes',
      'Every byte of the input arrives as it is',
      'Read bytes and no text: sys.stdin.buffer in Python, System.in in Java, fread in C.',
      transfer({ input: 'a\0b\r\nc\nd\r é € 🙂 \t\u0001\u007f no line feed at the end' }),
      { points: 4, because: CUTS(piece), needs: ['ends'] },
    ),
    sends(
      'waits',
      'With a window of 1 the next message waits for the acknowledgement',
      'Stop-and-wait: nothing new goes before the last one is acknowledged.',
      transfer({
        input: short,
        bound: 1,
        answer: ({ index, times, received }) => (index === 0 && times === 1 ? [] : [received]),
      }),
      { points: 5, because: WINDOW, needs: ['ends', 'resends'] },
    ),
    sends(
      'resends',
      'A message that is lost, or whose acknowledgement is, is sent again',
      'Give recv a timeout, and send the same bytes again when it is over.',
      transfer({
        input: short,
        loses: ({ index, times }) => index === 0 && times === 1,
        answer: ({ index, times, received }) => (index === 1 && times === 1 ? [] : [received]),
      }),
      { points: 7, because: BACK, needs: ['ends'] },
    ),
    sends(
      'end-lost',
      'An end that is lost is sent again',
      'Treat the end like a message: it is over when the end is acknowledged.',
      transfer({
        input: 'short',
        loses: ({ index, times }) => index === 1 && times === 1,
      }),
      { points: 4, because: BACK, needs: ['resends'] },
    ),
    sends(
      'old-acknowledgement',
      'An acknowledgement that comes late is not that of the next message',
      'Look at the number of an acknowledgement: one that you have had before says nothing new.',
      transfer({
        input: short,
        bound: 1,
        loses: ({ index, times }) => index === 2 && times === 1,
        answer: ({ index, times, received }) => (index === 1 && times === 1 ? [2, 1, 1] : [received]),
      }),
      { points: 4, because: UNCHANGED, needs: ['waits'] },
    ),
    sends(
      'wrong-acknowledgements',
      'What is no acknowledgement acknowledges nothing',
      'Look at the length, the type and the check before you look at the number.',
      transfer({
        input: short,
        bound: 1,
        answer: ({ index, times, received }) =>
          index === 0 && times === 1
            ? [
                new Uint8Array(0),
                Uint8Array.of(0x41),
                Uint8Array.of(0x41, 1, 0xbd),
                encodePacket({ type: 'data', number: 1 }),
                encoder.encode('A1'),
              ]
            : [received],
      }),
      { points: 4, because: UNCHANGED, needs: ['waits'] },
    ),
    sends(
      'never-sent',
      'An acknowledgement of what was never sent acknowledges nothing',
      'New is what lies between the oldest that was not acknowledged and the last one that was sent, counted modulo 256.',
      transfer({
        input: short,
        bound: 1,
        answer: ({ index, times, received }) =>
          index === 0 && times === 1 ? [ack(3), ack(200), ack(255)] : [received],
      }),
      { points: 4, because: UNCHANGED, needs: ['old-acknowledgement', 'copies'] },
    ),
    sends(
      'window',
      'With a window of 4 no more than four messages are on their way',
      'The window is the first argument. Send while the next number is less than that of the oldest plus the window.',
      transfer({
        input: long,
        window: 4,
        bound: 4,
        answer: ({ index, times }) => (index < 4 && times === 1 ? [] : [index + 1]),
      }),
      { points: 4, because: WINDOW, needs: ['waits', 'old-acknowledgement'] },
    ),
    sends(
      'fills',
      'With a window of 8 eight messages go before the first acknowledgement',
      'Fill the window before you wait.',
      transfer(
        patient(8, {
          input: long,
          timeout: 1000,
          answer: ({ received, told }) => (told > 0 || received >= 8 ? upTo(told, received) : []),
        }),
      ),
      {
        points: 5,
        because: WINDOW,
        needs: ['window'],
      },
    ),
    sends(
      'slides',
      'One acknowledgement lets one more message go at once',
      'Fill the window anew after each acknowledgement; do not wait until all of the window has arrived.',
      transfer(
        patient(8, {
          input: long,
          timeout: 1000,
          answer: ({ received, told, total }) => {
            if (received === total) return upTo(told, total);
            return received >= told + 8 ? [told + 1] : [];
          },
        }),
      ),
      {
        points: 5,
        because: ACKS,
        needs: ['fills'],
      },
    ),
    sends(
      'cumulative',
      'One acknowledgement can be that of several messages',
      'All messages before the number have arrived: go on behind them, whatever was acknowledged before.',
      transfer({
        input: long,
        window: 8,
        timeout: NEVER,
        answer: ({ received, total }) => (received % 4 === 0 || received === total ? [received] : []),
      }),
      { points: 4, because: ACKS, needs: ['fills'] },
    ),
    sends(
      'copies',
      'A second copy of an acknowledgement acknowledges nothing',
      'Do not count acknowledgements: read their numbers.',
      transfer({
        input: long,
        window: 8,
        bound: 8,
        loses: ({ index, times, total }) => index === total - 1 && times === 1,
        answer: ({ index, times, received, total }) => {
          if (index === total - 1) return [received];
          return times === 1 ? [received, received, Math.max(received - 3, 0)] : [];
        },
      }),
      { points: 4, because: UNCHANGED, needs: ['cumulative', 'old-acknowledgement', 'end-lost'] },
    ),
    sends(
      'goes-back',
      'After a timeout it sends the oldest message again, and all behind it',
      'The receiver has thrown away what came behind the gap: send all of the window again.',
      transfer({
        input: long,
        window: 8,
        timeout: 500,
        loses: ({ index, times }) => index === 3 && times === 1,
        answer: ({ index, received }) => (index >= 3 && index <= 10 && received > 3 && received < 11 ? [] : [received]),
        wrong: ({ index, times, received }) =>
          index === 3 && times > 2 && received > 3 && received < 11
            ? `number 3 was lost, and is sent again for the third time, without the numbers up to 10 behind it (${String(received)} is missing next)`
            : undefined,
      }),
      { points: 5, because: BACK, needs: ['copies', 'slides'] },
    ),
    sends(
      'few-datagrams',
      'Two losses among 30 messages take fewer than 80 datagrams',
      'Go back when the time is over, and not for each acknowledgement that says nothing new.',
      transfer({
        input: long,
        window: 8,
        timeout: 500,
        most: 80,
        loses: ({ index, times }) => (index === 5 || index === 20) && times === 1,
      }),
      { points: 4, because: UNCHANGED, needs: ['goes-back'] },
    ),
    sends(
      'wraps',
      'Behind number 255 comes number 0',
      'The number has one byte: count modulo 256, and mind that when you compare numbers.',
      transfer({ input: text(300 * piece), window: 8 }),
      { points: 4, because: CUTS(piece), needs: ['copies'] },
    ),
    sends(
      'lossy',
      'A file arrives over a network that loses a fifth',
      'What is sent again may be lost again. Look at the transcript for the first message that stays away.',
      transfer({
        input: text(25 * piece + 7),
        window: 8,
        faults: {
          seed: 20,
          toServer: { loss: 0.2, duplication: 0.1, reordering: 0.1 },
          toClient: { loss: 0.2, duplication: 0.1, reordering: 0.1 },
        },
      }),
      { points: 5, because: BACK, needs: ['few-datagrams', 'end-lost'] },
    ),
    sends(
      'tries-anew',
      'Each message has its own 20 tries',
      'Count from the beginning when something new is acknowledged.',
      transfer({
        input: text(22 * piece),
        loses: ({ times }) => times === 1,
      }),
      { points: 2, because: GIVES_UP, needs: ['end-lost'] },
    ),
    sends(
      'gives-up',
      'After 20 tries without an answer it ends with an error',
      'Count how often the oldest message has gone; print an error and end with exit code 1 when it is enough.',
      transfer({ input: short, timeout: 50, code: 'nonzero' }, tries(cut(short, piece))),
      {
        points: 5,
        because: GIVES_UP,
        needs: ['lossy'],
      },
    ),
    sends(
      'nobody-listens',
      'Where nobody listens, it ends with an error',
      'send or recv may fail (ECONNREFUSED) where nobody listens: that is no success.',
      {
        start: { arguments: ['1', '50'], input: short, inputEnds: true, nobodyListens: true },
        steps: [program({ act: 'ends', code: 'nonzero', withinMs: PATIENCE })],
      },
      { points: 3, because: GIVES_UP, needs: ['gives-up'] },
    ),
  ];
}

const PATIENT_TIMES = 4; // that a message has to come before somebody who waits for others says so

/** Waits for a whole window, and says so where one message comes again and again instead. */
function patient(window: number, sent: Sent): Sent {
  return {
    ...sent,
    window,
    wrong: ({ index, times, received, told, total }: Arrival) =>
      times < PATIENT_TIMES || received >= Math.min(told + window, total)
        ? undefined
        : `number ${String(index % 256)} came ${String(times)} times, and number ${String(received % 256)} never: with ${String(told)} acknowledged and a window of ${String(window)} it may go`,
  };
}

/** Never answers, and counts how often the first message comes. */
function tries(messages: readonly Uint8Array[]): Automaton {
  return (road) => {
    let times = 0;
    const receiver = reliableReceiver({
      messages,
      window: 1,
      answer: () => [],
      wrong: (arrival) => {
        times = arrival.times;
        return undefined;
      },
    })(road);
    return {
      receive: (bytes) => {
        receiver.receive(bytes);
      },
      // One more or less is a matter of counting.
      over: () =>
        Math.abs(times - TRIES) <= 1
          ? undefined
          : `the first message came ${String(times)} times; it has to be sent ${String(TRIES)} times before the sender gives up`,
    };
  };
}
