import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { payloadBytes } from '../src/core/exchange.js';
import type { Framing } from '../src/core/framing.js';
import type { Handler } from '../src/core/handler.js';
import { ReplyBuffer } from '../src/core/reply-buffer.js';
import { allFramings } from '../test/support/all-framings.js';
import { allHandlers } from '../test/support/all-handlers.js';
import { Dice } from './dice.js';
import { randomCut, randomStream } from './fuzz-stream.js';
import { playTrial, type Outcome, type Trial } from './fuzz-trial.js';
import { withinTime } from './within-time.js';

const BATCH = 500; // streams watched by one clock
const SLOW = 5_000; // ms for a batch, which takes a hundredth of it
const CHECKPOINT = 20_000; // streams between looks at the memory
const GROWTH = 64 * 1024 * 1024;

export interface FuzzOptions {
  readonly seed: number;
  readonly streams: number;
  /** The number of the first stream. Each depends on the seed and its number only. */
  readonly from?: number;
  readonly onProgress?: (streams: number) => void;
  /** Default: all that there are. */
  readonly framings?: readonly Framing[];
  readonly handlers?: readonly (() => Handler<unknown, unknown>)[];
}

export interface FuzzResult {
  readonly streams: number;
  readonly messages: number;
  readonly replies: number;
  readonly ended: Readonly<Record<Outcome['ended'], number>>;
  /** The first failure, for people. */
  readonly failure?: string;
}

interface Subject {
  readonly make: () => Handler<unknown, unknown>;
  readonly handler: Handler<unknown, unknown>;
  readonly corpus: readonly Uint8Array[];
}

/** Plays random streams through every framing to every handler, until one has an outcome that none should have. */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const { seed, streams, from = 0, onProgress } = options;
  const framings = options.framings ?? (await allFramings());
  const subjects = (options.handlers ?? (await allHandlers())).map(subject);
  const replies = new ReplyBuffer();
  const total = { streams: 0, messages: 0, replies: 0, ended: { well: 0, 'protocol-error': 0, 'not-carried': 0 } };
  let memory: number | undefined;
  let current: { readonly number: number; readonly trial: Trial; readonly subject: Subject } | undefined;

  const batch = (first: number, end: number): void => {
    for (let number = first; number < end; number++) {
      const dice = new Dice(seed + number);
      const played = dice.pick(subjects);
      const trial = randomTrial(dice, dice.pick(framings), played.corpus);
      current = { number, trial, subject: played };
      const outcome = playTrial(trial, played.handler, replies);
      total.streams++;
      total.messages += outcome.messages;
      total.replies += outcome.replies;
      total.ended[outcome.ended]++;
    }
  };

  for (let first = from; first < from + streams; first += BATCH) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0; // half of the streams end with an error, and its stack would take longer than all the rest
    try {
      withinTime(SLOW, () => {
        batch(first, Math.min(first + BATCH, from + streams));
      });
    } catch (error) {
      if (!current) throw error;
      Error.stackTraceLimit = stackTraceLimit;
      return { ...total, failure: describe(seed, current.number, current.trial, current.subject, error) };
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
    if ((first - from) % CHECKPOINT !== 0) continue;
    onProgress?.(total.streams);
    const used = memoryInUse();
    if (used > (memory ??= used) + GROWTH)
      return { ...total, failure: `memory grew by ${used - memory} bytes in ${total.streams} streams of seed ${seed}` };
  }
  return total;
}

function subject(make: () => Handler<unknown, unknown>): Subject {
  const handler = make();
  const payloads = handler.examples.flatMap(({ send, replies = [] }) =>
    send === undefined ? replies : [send, ...replies],
  );
  return { make, handler, corpus: [...payloads, '', 'exit', 'hello'].map(payloadBytes) };
}

function randomTrial(dice: Dice, framing: Framing, corpus: readonly Uint8Array[]): Trial {
  return {
    framing,
    stream: randomStream(dice, framing, corpus),
    cut: randomCut(dice),
    cutSeed: dice.below(2 ** 31),
    maxFrame: dice.pick([8, 64, 1024, 65_536]),
    datagrams: dice.below(8) === 0,
    keeps: dice.below(8) === 0,
    ending: dice.below(4) === 0 ? 'reset' : 'end',
  };
}

function describe(seed: number, number: number, trial: Trial, { make, handler }: Subject, error: unknown): string {
  const again = (candidate: Trial): unknown => {
    try {
      withinTime(1000, () => playTrial(candidate, make(), new ReplyBuffer()));
      return undefined;
    } catch (failure) {
      return failure;
    }
  };
  const smallest = halved(trial, (candidate) => again(candidate) !== undefined);
  const failure = again(smallest);
  const { framing, stream, cut, maxFrame, datagrams, keeps, ending } = smallest;
  return [
    `framing ${framing.name}, handler ${handler.name}: ${reason(failure ?? error)}`,
    failure === undefined
      ? 'not by this stream alone: the handler remembers what came before'
      : `the smallest stream that fails (${stream.length} bytes):`,
    `  ${Buffer.from(stream).toString('hex')}`,
    `  cut ${cut}, limit ${maxFrame}, ${datagrams ? 'datagrams' : 'stream'}, wire ${keeps ? 'keeps' : 'takes'}, ends by ${ending}`,
    `again: npm run fuzz -- --seed ${seed} --from ${number} --streams 1`,
  ].join('\n');
}

/** The trial with as little of its stream, and as simple, as still fails: halves are left out, then smaller and smaller parts. */
function halved(trial: Trial, fails: (candidate: Trial) => boolean): Trial {
  let best = trial;
  const until = performance.now() + 20_000;
  const improve = (candidate: Trial): boolean => {
    if (performance.now() > until || !fails(candidate)) return false;
    best = candidate;
    return true;
  };
  if (!improve(trial)) return trial;
  for (const simpler of [{ cut: 'whole' }, { ending: 'end' }, { datagrams: false }, { keeps: false }] as const)
    improve({ ...best, ...simpler });
  for (let size = best.stream.length; size > 0; size >>>= 1) {
    for (let at = 0; at < best.stream.length;) {
      const { stream } = best;
      if (!improve({ ...best, stream: Buffer.concat([stream.subarray(0, at), stream.subarray(at + size)]) }))
        at += size;
    }
  }
  return best;
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause !== undefined) return `${error.message}, because of\n  ${reason(error.cause)}`;
  const frames = error.stack?.split('\n').filter((row) => /^ +at /.test(row)) ?? [];
  return [`${error.name}: ${error.message}`, ...frames.slice(0, 4)].join('\n');
}

let collect: (() => void) | undefined;

function memoryInUse(): number {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The whole numbers of the command line. Throws a TypeError or RangeError for a wrong one. */
function numbers(): { readonly seed: number; readonly streams: number; readonly from: number } {
  const { values } = parseArgs({
    options: { streams: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' } },
  });
  const number = (option: keyof typeof values, otherwise: number): number => {
    const value = values[option] ?? String(otherwise);
    if (!/^\d{1,15}$/.test(value)) throw new RangeError(`--${option} ${value}: a whole number is needed`);
    return Number(value);
  };
  return {
    seed: number('seed', Math.floor(Math.random() * 2 ** 31)),
    streams: number('streams', 1_000_000),
    from: number('from', 0),
  };
}

async function main(): Promise<void> {
  let asked: ReturnType<typeof numbers>;
  try {
    asked = numbers();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
    return;
  }
  process.stdout.write(`seed ${asked.seed}\n`);
  const start = performance.now();
  const onProgress = (done: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r${done} streams`);
  };
  const result = await fuzz({ ...asked, onProgress });
  const seconds = (performance.now() - start) / 1000;
  const { ended } = result;
  process.stdout.write(
    `${result.streams} streams in ${seconds.toFixed(1)} s (${Math.round(result.streams / seconds)} a second): ${result.messages} messages, ${result.replies} replies; ` +
      `${ended['protocol-error']} ended with a protocol error, ${ended['not-carried']} with a reply that their framing cannot carry\n`,
  );
  if (result.failure === undefined) return;
  process.stdout.write(`${result.failure}\n`);
  process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
