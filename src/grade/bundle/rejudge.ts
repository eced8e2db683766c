import type { StepFailure } from '../../client/failure.js';
import { failureWords } from '../../client/failure-kind.js';
import { runScript } from '../../client/run-script.js';
import type { Transcript } from '../../client/transcript.js';
import { joinBytes } from '../../core/frame-bytes.js';
import type { Framing } from '../../core/framing.js';
import type { Handler } from '../../core/handler.js';
import type { Check } from '../../lab/check.js';
import type { CheckStep } from '../../lab/step.js';
import { referenceAnswer } from '../check/reference.js';
import type { Cause, CheckReport } from '../report/report.js';
import { toCause } from '../report/to-cause.js';
import { isCode } from './check-data.js';
import type { RecordedExchange } from './exchange-data.js';
import { Playback } from './playback.js';

/** What comes of judging recorded bytes again. */
export interface Rejudged {
  /** `same`: as recorded; `other`: bundle and tool disagree; `not-judged`: the verdict does not rest on recorded bytes. */
  readonly verdict: 'same' | 'other' | 'not-judged';
  /** One line: why it was not judged, or what comes out instead. */
  readonly message?: string;
}

/** With what it is judged: the lab as it is installed, and what was recorded of the grading. */
export interface JudgeSettings {
  readonly role: 'server' | 'client';
  readonly transport: 'tcp' | 'udp';
  readonly handler: Handler<unknown>;
  readonly framing: Framing;
  readonly maxFrame: number;
  readonly deadlineMs: number;
}

/** Plays a check against the bytes that were recorded, and compares the verdict with the recorded one. */
export async function rejudge(
  check: Check,
  report: CheckReport,
  exchange: RecordedExchange | undefined,
  settings: JudgeSettings,
): Promise<Rejudged> {
  const { status, cause, counterexample } = report;
  const passed = status === 'pass';
  if (status === 'skip' || status === 'error') return { verdict: 'not-judged', message: 'it was not tried' };
  if (exchange === undefined || exchange.entries.length === 0)
    return {
      verdict: 'not-judged',
      message: passed ? 'nothing was recorded of it' : 'it failed before anything was sent',
    };
  if (!exchange.whole) return { verdict: 'not-judged', message: 'there was more than a bundle keeps' };
  if (isCode(check)) return { verdict: 'not-judged', message: 'it is played by code of its lab' };
  if ('impairment' in check.script && check.script.impairment.stream !== undefined)
    return { verdict: 'not-judged', message: 'how long its network took is not recorded' };
  const { transport, role } = settings;
  if (role === 'server' && transport === 'tcp') {
    const odd = besideReference(exchange.entries, passed, cause, settings);
    if (odd !== undefined) return { verdict: 'other', message: odd };
  }
  const steps = 'steps' in check.script ? check.script.steps : stepsOfCase(counterexample?.pieces ?? [], settings);
  if (steps.some(({ op }) => op === 'overfill'))
    return { verdict: 'not-judged', message: 'it rests on how much the program takes, which is not recorded' };
  const failedAt = cause === undefined ? undefined : steps[cause.step];
  if (cause !== undefined && (failureWords[cause.kind].isBesideBytes === true || failedAt?.op === 'program')) {
    return { verdict: 'not-judged', message: `it rests on what the program did: ${failureWords[cause.kind].says}` };
  }
  const again = await runAgainst(check.title, steps, exchange.entries, settings);
  return verdictOf(passed ? undefined : cause, again);
}

async function runAgainst(
  title: string,
  steps: readonly CheckStep[],
  entries: Transcript,
  { role, framing, deadlineMs }: JudgeSettings,
): Promise<{ readonly failure: StepFailure | undefined; readonly strayed: boolean }> {
  const ours = role === 'server' ? 'client' : 'server';
  const playback = new Playback(entries, ours);
  const { failure } = await runScript(
    { title, steps },
    // What the network did is in what was recorded; what the program did besides, the record vouches for.
    {
      framing,
      deadlineMs,
      ours,
      connect: playback.connect,
      clock: playback.clock,
      perform: () => Promise.resolve(undefined),
    },
  );
  return { failure, strayed: playback.hasStrayed };
}

function verdictOf(
  recorded: Cause | undefined,
  { failure, strayed }: { readonly failure: StepFailure | undefined; readonly strayed: boolean },
): Rejudged {
  if (failure === undefined) {
    if (strayed) return { verdict: 'other', message: 'the check sends other bytes than were recorded' };
    return recorded === undefined
      ? { verdict: 'same' }
      : { verdict: 'other', message: 'with the recorded bytes it passes' };
  }
  const now = toCause(failure);
  if (recorded === undefined)
    return {
      verdict: 'other',
      message: `with the recorded bytes it fails at step ${String(now.step + 1)}: ${now.message}`,
    };
  const isSame =
    now.step === recorded.step &&
    now.expected === recorded.expected &&
    now.actual === recorded.actual &&
    now.offset === recorded.offset;
  return isSame
    ? { verdict: 'same' }
    : {
        verdict: 'other',
        message: `with the recorded bytes it fails otherwise, at step ${String(now.step + 1)}: ${now.message}`,
      };
}

/** The steps of a case of any cut: the answer is that of the reference. */
function stepsOfCase(pieces: readonly string[], { handler, framing, maxFrame }: JudgeSettings): CheckStep[] {
  const sent = pieces.map((piece) => Buffer.from(piece, 'base64'));
  const stream = joinBytes(sent);
  const { bytes, closes } = referenceAnswer(handler, framing, maxFrame, stream);
  let at = 0;
  const cuts = sent.slice(0, -1).map(({ length }) => (at += length));
  return [
    { op: 'raw', bytes: stream, cuts },
    { op: 'expect-raw', bytes },
    ...(closes ? [{ op: 'closed', orReset: true } as const] : []),
  ];
}

/** Where the reference session would have judged otherwise: what it answers to the bytes that each client sent. */
function besideReference(
  entries: Transcript,
  passed: boolean,
  cause: Cause | undefined,
  { handler, framing, maxFrame }: JudgeSettings,
): string | undefined {
  // Where clients hear one another, none has an answer of its own.
  if (handler.examples.some(({ others }) => others !== undefined)) return undefined;
  const isEqual = connectionsOf(entries).map(({ sent, received }) => {
    const { bytes } = referenceAnswer(handler, framing, maxFrame, sent);
    return {
      begins: Buffer.compare(bytes.subarray(0, received.length), received) === 0,
      isAll: bytes.length === received.length,
    };
  });
  if (passed && isEqual.some(({ begins }) => !begins))
    return 'it passed with bytes that the reference session does not answer';
  const isAboutBytes =
    cause?.kind === 'wrong-bytes' || cause?.kind === 'unexpected-bytes' || cause?.kind === 'incomplete';
  return isAboutBytes && isEqual.every(({ begins, isAll }) => begins && isAll)
    ? 'it failed with exactly the bytes that the reference session answers'
    : undefined;
}

function connectionsOf(entries: Transcript): { readonly sent: Uint8Array; readonly received: Uint8Array }[] {
  const connections: { readonly sent: Uint8Array[]; readonly received: Uint8Array[] }[] = [];
  const open = new Map<string, (typeof connections)[number]>();
  for (const entry of entries) {
    if (entry.type === 'connected') {
      const connection = { sent: [], received: [] };
      connections.push(connection);
      open.set(entry.client, connection);
    } else if (entry.type === 'bytes') {
      open.get(entry.client)?.[entry.dir === 'send' ? 'sent' : 'received'].push(entry.bytes);
    }
  }
  return connections.map(({ sent, received }) => ({ sent: joinBytes(sent), received: joinBytes(received) }));
}
