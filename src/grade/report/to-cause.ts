import { defined } from '../../core/defined.js';
import type { StepFailure } from '../../client/failure.js';
import { differenceReason } from '../../core/difference-reason.js';
import type { CauseKind } from './cause-kind.js';
import type { Cause } from './report.js';

const MOST_KEPT = 16 * 1024; // bytes of what was expected, and of what came
const LEAD = 4 * 1024; // of them, before the difference

/** What is known besides the player's failure; `kind` and `message` where the grader knows better why nothing came. */
export type CauseDetail = Partial<Pick<Cause, 'message' | 'parting' | 'exit'>> & { readonly kind?: CauseKind };

/** The cause for a report from what the player tells. */
export function toCause(failure: StepFailure, diagnosis: CauseDetail = {}): Cause {
  const { kind, step, client, message, expected, actual, offset } = failure;
  const reason =
    expected === undefined || actual === undefined || actual.length === 0
      ? undefined
      : differenceReason(expected, actual);
  return {
    kind,
    step,
    client,
    message,
    ...keptBytes(expected, actual, offset),
    ...defined({ reason }),
    ...diagnosis,
  };
}

/** A cause without bytes: the program did not come as far as an exchange, or it is not about one. */
export function plainCause(kind: CauseKind, message: string, rest: Partial<Pick<Cause, 'step' | 'exit'>> = {}): Cause {
  return { kind, step: 0, expected: null, actual: null, offset: null, message, ...rest };
}

/** The bytes as a report has them: all, or where there are very many those around the difference. */
function keptBytes(
  expected?: Uint8Array,
  actual?: Uint8Array,
  offset?: number,
): Pick<Cause, 'expected' | 'actual' | 'offset' | 'window'> {
  const longest = Math.max(expected?.length ?? 0, actual?.length ?? 0);
  const from = longest <= MOST_KEPT ? 0 : Math.max(0, (offset ?? 0) - LEAD);
  const kept = (bytes: Uint8Array | undefined): string | null =>
    bytes === undefined ? null : base64(bytes.subarray(from, from + MOST_KEPT));
  return {
    expected: kept(expected),
    actual: kept(actual),
    offset: offset ?? null,
    ...(longest <= MOST_KEPT ? {} : { window: { from, expected: expected?.length ?? 0, actual: actual?.length ?? 0 } }),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
