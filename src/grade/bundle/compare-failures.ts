import type { CheckReport } from '../report/report.js';

/** What became of a recorded check when it was run again. */
export interface Rerun {
  readonly id: string;
  readonly title: string;
  readonly result:
    'same failure' | 'now passes' | 'other failure' | 'still passes' | 'now fails' | 'not tried' | 'could not be run';
  readonly before: CheckReport;
  readonly after?: CheckReport;
}

/** Compares recorded checks with what came of running them again. What was skipped both times is left out. */
export function compareFailures(recorded: readonly CheckReport[], again: readonly CheckReport[]): Rerun[] {
  const byId = new Map(again.map((check) => [check.id, check]));
  return recorded.flatMap((before): Rerun[] => {
    const after = byId.get(before.id);
    if (after === undefined) return [];
    const { id, title } = before;
    const result = resultOf(before, after);
    return result === undefined ? [] : [{ id, title, result, before, after }];
  });
}

function resultOf(before: CheckReport, after: CheckReport): Rerun['result'] | undefined {
  if (after.status === 'error') return 'could not be run';
  if (after.status === 'skip') return before.status === 'skip' || before.status === 'error' ? undefined : 'not tried';
  const passes = after.status !== 'fail';
  if (before.status !== 'fail' && before.status !== 'flaky') return passes ? passedAgain(before) : 'now fails';
  if (passes) return 'now passes';
  return isSameFailure(before, after) ? 'same failure' : 'other failure';
}

function passedAgain({ status }: CheckReport): Rerun['result'] {
  return status === 'pass' ? 'still passes' : 'now passes';
}

/** Bytes that a program draws by chance, or a clock, differ each time; where it goes wrong, and how, does not. */
function isSameFailure({ cause: before }: CheckReport, { cause: after }: CheckReport): boolean {
  return before?.kind === after?.kind && before?.step === after?.step && before?.offset === after?.offset;
}
