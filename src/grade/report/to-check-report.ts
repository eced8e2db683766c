import { defined } from '../../core/defined.js';
import type { StepFailure } from '../../client/failure.js';
import type { Transcript } from '../../client/transcript.js';
import type { Check } from '../../lab/check.js';
import type { CheckReport } from './report.js';
import { toCause } from './to-cause.js';
import { toExchange } from './to-exchange.js';

/** A check that has run, was left out, or could not run. */
export interface RanCheck {
  readonly check: Pick<Check, 'id' | 'title' | 'points' | 'because' | 'hint' | 'hidden'>;
  readonly status: CheckReport['status'];
  /** Of the run that counts; of a flaky check, the run that failed. */
  readonly outcome?: Attempt & {
    readonly transcript: Transcript;
    readonly parting?: { readonly frame: number; readonly reference: Uint8Array; readonly program: Uint8Array };
    readonly counterexample?: Omit<NonNullable<CheckReport['counterexample']>, 'pieces'> & {
      readonly pieces: readonly Uint8Array[];
    };
    readonly output?: CheckReport['output'];
  };
  readonly attempts: readonly (Attempt & { readonly passed: boolean })[];
  readonly needs?: readonly string[];
  /** Left out, whatever the program does: why. */
  readonly reason?: string;
  readonly error?: string;
}

interface Attempt {
  readonly failure?: StepFailure;
  readonly durationMs: number;
}

/** The part of a report that tells of this check. `replay`: the words of the command that runs it again. */
export function toCheckReport(
  { check, status, outcome, attempts, needs, reason, error }: RanCheck,
  replay?: readonly string[],
): CheckReport {
  const { id, title, points, because, hint, hidden } = check;
  const isPassed = status === 'pass' || status === 'flaky';
  const { failure, parting, counterexample, transcript = [], output, durationMs } = outcome ?? {};
  return {
    id,
    title,
    points,
    earned: isPassed ? points : 0,
    status,
    ...(hidden === true ? { hidden } : {}),
    ...defined({
      cause:
        failure === undefined
          ? undefined
          : toCause(
              failure,
              parting === undefined
                ? {}
                : {
                    parting: {
                      frame: parting.frame,
                      reference: base64(parting.reference),
                      program: base64(parting.program),
                    },
                  },
            ),
      needs,
      reason,
      error,
    }),
    ...(hint === undefined || (status !== 'fail' && status !== 'flaky') ? {} : { hint }),
    because,
    ...defined({
      counterexample:
        counterexample === undefined ? undefined : { ...counterexample, pieces: counterexample.pieces.map(base64) },
    }),
    ...(transcript.length === 0 ? {} : { transcript: toExchange(transcript) }),
    ...defined({ output }),
    ...(attempts.length < 2 ? {} : { attempts: attempts.map(toAttempt) }),
    ...(replay === undefined || (status !== 'fail' && status !== 'flaky') ? {} : { replay }),
    ...defined({ durationMs: durationMs === undefined ? undefined : rounded(durationMs) }),
  };
}

function toAttempt({
  passed,
  failure,
  durationMs,
}: RanCheck['attempts'][number]): NonNullable<CheckReport['attempts']>[number] {
  return {
    status: passed ? 'pass' : 'fail',
    durationMs: rounded(durationMs),
    ...defined({ message: failure === undefined ? undefined : failure.message }),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
