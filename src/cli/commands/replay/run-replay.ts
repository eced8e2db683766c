import { UsageError } from '../../../errors/usage-error.js';
import type { ExitCode } from '../../exit-code.js';
import { openedBundle } from './opened-bundle.js';
import { runAgain } from './run-again.js';
import { showRecorded } from './show-recorded.js';

/** What `wirelab replay` is called with. */
export interface ReplayFlags {
  readonly bundle?: string | undefined;
  readonly submission?: string | undefined;
  readonly target?: string | undefined;
  readonly lab?: string | undefined;
  readonly unsafeNoSandbox?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `wirelab replay`. */
export async function runReplay(
  { bundle: path = '', submission, target, lab, unsafeNoSandbox, json = false }: ReplayFlags,
  signal?: AbortSignal,
): Promise<ExitCode> {
  if (submission !== undefined && target !== undefined)
    throw new UsageError('a bundle is played on a submission or on a --target: give one of them');
  if (submission === undefined && unsafeNoSandbox === true)
    throw new UsageError('--unsafe-no-sandbox is for a submission: without one nothing is run');
  const bundle = await openedBundle(path, lab);
  if (target !== undefined) return runAgain(bundle, { target }, json, signal);
  if (submission !== undefined) return runAgain(bundle, { submission, unsafe: unsafeNoSandbox === true }, json, signal);
  return showRecorded(bundle, json);
}
