import type { Failure } from '../../client/failure.js';
import { quoteBytes } from '../../core/show-bytes.js';
import type { Exit, Program } from '../sandbox/program.js';
import { crashIn, crashText } from './crash.js';
import { knownError } from './known-errors.js';

/** What a program has printed. */
export type Output = Program['output'];

const SIGNALS: Readonly<Partial<Record<NodeJS.Signals, string>>> = {
  SIGSEGV:
    'it used memory that it does not have, a segmentation fault: look for an index beyond the end of a buffer, and for NULL',
  SIGBUS: 'it used memory that is not there',
  SIGPIPE: 'it sent to a client that had closed the connection: ignore SIGPIPE, and look at what send returns',
  SIGABRT: 'it was aborted: a check that is built in, such as assert or the one for overflowing buffers, has failed',
  SIGFPE: 'it divided by zero',
  SIGILL: 'it ran into something that is no instruction',
  SIGKILL: 'it was killed',
  SIGTERM: 'it was asked to end',
  SIGINT: 'it was interrupted',
};

const LIMITS: Readonly<
  Record<Exclude<Exit['reason'], 'exited' | 'stopped' | 'machine-memory' | 'not-started'>, string>
> = {
  'output-limit': 'it printed more than 1 MiB',
  'killed-memory': 'it used too much memory',
  'killed-cpu': 'it computed for too long',
  files: 'it wrote too many files',
  deadline: 'it ran for too long',
};

/** That a program has ended, in words. Throws a MachineFailure where this machine has ended it. */
export function endedFailure(exit: Exit, output: Output): Failure {
  const { reason } = exit;
  throwMachineFailure(exit);
  if (reason !== 'exited' && reason !== 'stopped')
    return { kind: 'limit', message: `the program was stopped: ${LIMITS[reason as keyof typeof LIMITS]}` };
  return { kind: 'exited', message: `the program has ended (${howItEnded(exit)})${lastWords(exit, output)}` };
}

/** `exit code 1`, `SIGSEGV`. */
export function howItEnded({ code, signal }: Pick<Exit, 'code' | 'signal'>): string {
  return signal ?? `exit code ${code ?? '?'}`;
}

/** What it said of its end: the error that nothing caught, or the last line. */
export function lastWords({ signal }: Pick<Exit, 'signal'>, output: Output): string {
  const { stderr, stdout } = output;
  const inWords = signal === null ? undefined : SIGNALS[signal];
  const crash = crashIn(stderr.text);
  if (crash !== undefined) {
    const meant = knownError(crash.what);
    return `: ${[...(inWords === undefined ? [] : [inWords]), shown(crashText(crash), 240), ...(meant === undefined ? [] : [meant])].join('; ')}`;
  }
  // The last line that says something; the rest is shown with what the program printed.
  const line = (stderr.length > 0 || signal !== null ? stderr : stdout).text.trimEnd().split('\n').at(-1)?.trim() ?? '';
  const said = line === '' ? (inWords ?? 'it said nothing') : `its last words: ${quoteBytes(Buffer.from(line), 120)}`;
  const meant = line === '' ? undefined : knownError(line);
  return `: ${[...(inWords === undefined || line === '' ? [] : [inWords]), said, ...(meant === undefined ? [] : [meant])].join('; ')}`;
}

/** An error that it has printed without ending: of a thread, say. */
export function crashWithoutEnd(output: Output): string | undefined {
  const crash = crashIn(output.stderr.text);
  if (crash === undefined) return undefined;
  const meant = knownError(crash.what);
  return `${shown(crashText(crash), 240)}${meant === undefined ? '' : `; ${meant}`}`;
}

/** Throws where it was not the program's doing that it ended, or never began. */
export function throwMachineFailure({ reason, failure }: Pick<Exit, 'reason' | 'failure'>): void {
  if (reason === 'machine-memory') throw new MachineFailure('the memory of this machine ran out while the program ran');
  if (reason === 'not-started')
    throw new MachineFailure(
      `the program could not be started on this machine${failure === undefined || failure === '' ? '' : `: ${failure.slice(-300)}`}`,
    );
}

function shown(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}

/** What went wrong is this machine's fault: a check that meets it is in error, and costs nothing. */
export class MachineFailure extends Error {
  override readonly name = 'MachineFailure';
}
