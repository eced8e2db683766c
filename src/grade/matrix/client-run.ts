import { quoteBytes } from '../../core/show-bytes.js';
import type { TranscriptEntry } from '../../client/transcript.js';
import type { Step } from '../../lab/step.js';
import type { Connector } from '../../transport/link.js';
import type { Endpoint } from '../../transport/listener.js';
import type { Exit, ProgramSpec } from '../sandbox/program.js';
import { startProgram } from '../sandbox/start-program.js';
import type { Baseline } from './matrix-job.js';
import { Relay } from './relay.js';
import type { Scenario } from './scenario.js';

const MOST_SHOWN = 80;
const MOST_REPLAYED = 64 * 1024; // bytes

/** What a client has done with a server. */
export interface ClientRun {
  readonly stdout: Uint8Array;
  readonly lastWords: string;
  /** Nothing when it had to be ended. */
  readonly exit: Exit | undefined;
  /** What was passed on; empty where the client spoke with the server itself. */
  readonly transcript: readonly TranscriptEntry[];
  readonly relayed: boolean;
}

/** Runs a client once, with its server wherever it looks for it. */
export async function runMatrixClient(
  spec: ProgramSpec,
  places: readonly Endpoint[],
  connect: Connector,
  { input }: Scenario,
  withinMs: number,
): Promise<ClientRun> {
  const relay = await Relay.listen(places, connect);
  const program = startProgram(spec);
  try {
    program.stdin.write(input);
    program.stdin.end();
    const exit = await within(program.exited, withinMs);
    const { stdout, stderr } = program.output;
    const lastWords = (stderr.length > 0 ? stderr : stdout).text.trimEnd().split('\n').at(-1) ?? '';
    return { stdout: stdout.bytes.slice(), lastWords, exit, transcript: relay.transcript, relayed: relay.accepted > 0 };
  } finally {
    relay.close();
    await program.stop();
  }
}

/** Why this run is not what it has to be; `baseline` is how the client does with the reference. */
export function causeOf(
  { stdout, lastWords, exit }: ClientRun,
  { prints }: Scenario,
  baseline?: Pick<Baseline, 'exit'>,
): string | undefined {
  const missing = firstMissing(Buffer.from(stdout), prints);
  const printed =
    stdout.length === 0 ? 'printed nothing' : `printed ${quoteBytes(stdout.subarray(-MOST_SHOWN), MOST_SHOWN)}`;
  const words = lastWords === '' ? '' : `; its last words: ${quoteBytes(Buffer.from(lastWords), 120)}`;
  if (missing !== undefined)
    return `it did not print ${JSON.stringify(missing)}: it ${exit === undefined ? 'still runs' : `ended with ${exitText(exit)}`} and ${printed}${words}`;
  if (exit === undefined) return 'it printed what it has to, and does not end when its input has ended';
  if (exit.code === 0 && exit.signal === null) return undefined;
  return exitText(exit) === baseline?.exit
    ? undefined
    : `it printed what it has to, and ended with ${exitText(exit)}${words}`;
}

/** How it ended, in words. */
export function exitText(exit: Exit | undefined): string {
  if (exit === undefined) return 'no end';
  if (exit.reason !== 'exited' && exit.reason !== 'stopped') return `a limit (${exit.reason})`;
  return exit.signal ?? `exit code ${exit.code ?? '?'}`;
}

/** What a client sent and what it was answered, as steps to say and to expect it again. */
export function stepsOf(transcript: readonly TranscriptEntry[]): Step[] {
  const steps: Step[] = [];
  let total = 0;
  let last: { readonly key: string; bytes: Uint8Array } | undefined;
  const flush = (): void => {
    const [dir, client = ''] = last?.key.split('\0') ?? [];
    if (last !== undefined)
      steps.push(
        dir === 'send' ? { op: 'raw', bytes: last.bytes, client } : { op: 'expect-raw', bytes: last.bytes, client },
      );
  };
  for (const entry of transcript) {
    if (entry.type !== 'bytes' || total > MOST_REPLAYED) continue;
    total += entry.bytes.length;
    const key = `${entry.dir}\0${entry.client}`;
    if (last?.key === key) {
      last.bytes = Buffer.concat([last.bytes, entry.bytes]);
      continue;
    }
    flush();
    last = { key, bytes: entry.bytes };
  }
  flush();
  return steps;
}

function firstMissing(stdout: Buffer, prints: readonly string[]): string | undefined {
  let from = 0;
  for (const text of prints) {
    const at = stdout.indexOf(text, from);
    if (at < 0) return text;
    from = at + Buffer.byteLength(text);
  }
  return undefined;
}

function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve(undefined);
    }, ms);
    promise
      .finally(() => {
        clearTimeout(timer);
      })
      .then(resolve, reject);
  });
}
