import { defined } from '../../core/defined.js';
import fc, { type Arbitrary } from 'fast-check';
import type { StepFailure } from '../../client/failure.js';
import { runScript, type ScriptResult } from '../../client/run-script.js';
import { payloadBytes } from '../../core/exchange.js';
import { frameBytes, joinBytes } from '../../core/frame-bytes.js';
import { hexBytes, quoteBytes } from '../../core/show-bytes.js';
import type { AnyCut } from '../../lab/check.js';
import { patientClock } from '../sandbox/patient-clock.js';
import type { CheckOutcome } from './check-outcome.js';
import type { CheckSettings } from './check-settings.js';
import { framesIn, divergenceIn } from './divergence.js';
import { referenceAnswer } from './reference.js';
import type { RunningTarget } from '../target/target.js';

const RUNS = 30;
const LONGEST = 15_000; // milliseconds after which no further case is tried, shrinking included
const GAP_MS = 3;
// What a case may take that is only tried to find a smaller one: so many times what those took that passed.
const HURRY = 10;
const HURRY_LEAST = 200;

// Letters first: the smallest case reads better with an `a` than with a blank.
const printable = fc.oneof(
  { withCrossShrink: true },
  fc.integer({ min: 0x61, max: 0x7a }),
  fc.integer({ min: 0x20, max: 0x7e }),
);
const anyCharacter = fc.oneof(
  { withCrossShrink: true },
  printable,
  fc.integer({ min: 0, max: 0x7f }),
  fc.integer({ min: 0x80, max: 0x7ff }),
  fc.integer({ min: 0x800, max: 0xd7ff }), // up to the surrogates, which are no characters
  fc.integer({ min: 0xe000, max: 0x10ffff }),
);

/** Messages of one connection, and where their bytes are cut, as parts of a thousand of their length. */
interface Case {
  readonly messages: readonly Uint8Array[];
  readonly cuts: readonly number[];
}

// Several messages in one piece, and a border where no message ends: too common a mistake to leave to chance. As small as they can be.
const GLUED: readonly Case[] = [[], [250]].map((cuts) => ({
  messages: ['a', 'b', 'c'].map((letter) => Buffer.from(letter)),
  cuts,
}));

/** Sends random messages, glued and cut at random, and compares all that comes with the answer of the reference. */
export async function runAnyCut(
  anyCut: AnyCut,
  open: () => Promise<RunningTarget>,
  settings: CheckSettings,
): Promise<CheckOutcome> {
  const begin = performance.now();
  let opened = await open();
  const program = { isSpoiled: false };
  const failed: { readonly tried: Case; readonly played: ScriptResult }[] = [];
  let slowest = 0; // milliseconds of a case that passed
  const broken: unknown[] = [];
  const property = fc.asyncProperty(cases(anyCut, settings), async (tried) => {
    // Not interrupted: a case that has begun counts, however slow the machine is.
    if (broken.length > 0 || performance.now() - begin > LONGEST) return true;
    try {
      // A program that got one case wrong may have got more than that wrong: the next one meets it fresh.
      if (program.isSpoiled) opened = await open();
      const from = performance.now();
      const played =
        failed.length === 0
          ? await runCase(tried, opened, settings)
          : await runInHurry(tried, opened, settings, slowest);
      program.isSpoiled = !played.ok;
      if (played.ok) slowest = Math.max(slowest, performance.now() - from);
      else failed.push({ tried, played });
      return played.ok;
    } catch (error) {
      // That it could not be tried is no case that fails.
      broken.push(error);
      return true;
    }
  });
  const details = await fc.check(property, {
    seed: settings.seed,
    numRuns: RUNS,
    examples: [
      ...GLUED.filter(isCarried(settings)),
      ...(anyCut.including ?? []).map((payload): Case => ({ messages: [payloadBytes(payload)], cuts: [500] })),
    ].map((tried): [Case] => [tried]),
  });
  if (broken.length > 0) throw broken[0];
  const durationMs = performance.now() - begin;
  const [first] = failed;
  if (!details.failed || first === undefined || details.counterexample === null)
    return { passed: true, transcript: [], durationMs };
  const smallest = details.counterexample[0];
  // Once more, for a transcript of the smallest case and a look at the program while it shows the fault.
  const again = program.isSpoiled ? await open() : opened;
  const replayed = await runCase(smallest, again, settings, settings.lateMs);
  // One that was only slow in the hurry is none: the first had all the time that there is.
  const { tried, played } = replayed.ok ? first : { tried: smallest, played: replayed };
  const { transcript } = played;
  const diagnosed = played.failure as StepFailure;
  const pieces = piecesOf(tried, settings);
  const { expected, actual } = diagnosed;
  return {
    passed: false,
    failure: diagnosed,
    ...(expected === undefined || actual === undefined
      ? {}
      : { divergence: divergenceIn(framesIn(expected, settings.framing), actual, settings.framing) }),
    transcript,
    durationMs,
    counterexample: {
      text: `${tried.messages.map((message) => quoteBytes(message, 40)).join(', ')} sent as ${pieces.map(shown).join(' ')}: ${diagnosed.message}`,
      pieces,
      seed: details.seed,
      path: details.counterexamplePath,
      runs: details.numRuns,
      shrinks: details.numShrinks,
    },
  };
}

/** Whether it fails too, without asking why; one that is slow counts as one that fails. */
function runInHurry(
  tried: Case,
  { connect }: RunningTarget,
  settings: CheckSettings,
  slowest: number,
): Promise<ScriptResult> {
  const deadlineMs = Math.min(settings.deadlineMs, Math.max(HURRY_LEAST, HURRY * slowest));
  return runCase(tried, { connect, diagnose: (failure) => Promise.resolve(failure) }, { ...settings, deadlineMs });
}

function runCase(
  tried: Case,
  opened: Pick<RunningTarget, 'connect' | 'diagnose'>,
  { framing, handler, maxFrame, deadlineMs, signal }: CheckSettings,
  lateMs = 0,
): Promise<ScriptResult> {
  const stream = streamOf(tried, framing);
  const { bytes, closes } = referenceAnswer(handler, framing, maxFrame, stream);
  return runScript(
    {
      title: 'any cut',
      steps: [
        { op: 'raw', bytes: stream, cuts: offsets(tried, stream) },
        { op: 'expect-raw', bytes },
        ...(closes ? [{ op: 'closed', orReset: true } as const] : []),
      ],
    },
    {
      framing,
      deadlineMs,
      lateMs,
      patience: patientClock,
      gapMs: GAP_MS,
      connect: opened.connect,
      diagnose: (failure, local) => opened.diagnose(failure, local),
      ...defined({ signal }),
    },
  );
}

function cases({ messages, longest }: AnyCut, { framing }: CheckSettings): Arbitrary<Case> {
  const message: Record<AnyCut['messages'], () => Arbitrary<Uint8Array>> = {
    bytes: () => fc.uint8Array({ minLength: 0, maxLength: longest }),
    text: () => utf8(anyCharacter, longest),
    words: () => utf8(printable, longest),
  };
  const carried = message[messages]().filter((payload) => payload.length > 0 && framing.carries?.(payload) !== false);
  return fc.record({
    // Not by a least length: then fast-check never takes the messages away that follow the one that matters.
    messages: fc.array(carried, { maxLength: 5 }).filter(({ length }) => length > 0),
    cuts: fc.array(fc.integer({ min: 1, max: 999 }), { maxLength: 4 }),
  });
}

// What fast-check has for text costs half a second to set up: it reads the tables of Unicode.
function utf8(codePoint: Arbitrary<number>, maxLength: number): Arbitrary<Uint8Array> {
  return fc.array(codePoint, { maxLength }).map((codePoints) => Buffer.from(String.fromCodePoint(...codePoints)));
}

function isCarried({ framing }: CheckSettings): (tried: Case) => boolean {
  return ({ messages }) => messages.every((message) => framing.carries?.(message) !== false);
}

function streamOf({ messages }: Case, framing: CheckSettings['framing']): Uint8Array {
  return joinBytes(messages.map((message) => frameBytes(framing, message)));
}

function offsets({ cuts }: Case, stream: Uint8Array): number[] {
  return [...new Set(cuts.map((cut) => Math.ceil((stream.length * cut) / 1000)))]
    .filter((at) => at > 0 && at < stream.length)
    .sort((a, b) => a - b);
}

function piecesOf(tried: Case, { framing }: CheckSettings): Uint8Array[] {
  const stream = streamOf(tried, framing);
  const ends = [...offsets(tried, stream), stream.length];
  return ends.map((end, index) => stream.subarray(ends[index - 1] ?? 0, end));
}

function shown(piece: Uint8Array): string {
  return piece.length <= 8 ? `[${hexBytes(piece)}]` : `[${quoteBytes(piece, 30)}]`;
}
