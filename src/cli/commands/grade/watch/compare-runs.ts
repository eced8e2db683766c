import type { CheckReport, Report } from '../../../../grade/report/report.js';

/** What is different in a report from the one before on the same program. */
export interface RunChange {
  readonly before: Report;
  readonly after: Report;
  /** Checks that did not pass before and do now. */
  readonly nowPass: readonly CheckReport[];
  /** Checks that passed before, or were not tried, and fail now. */
  readonly nowFail: readonly CheckReport[];
  readonly stillFail: readonly CheckReport[];
  /** Checks that passed or failed before and are not tried any more. */
  readonly notTried: readonly CheckReport[];
}

/** Compares two reports on the same program, the older first. */
export function compareRuns(before: Report, after: Report): RunChange {
  const statusBefore = new Map(before.checks.map(({ id, status }) => [id, status]));
  const now = (
    wanted: (status: CheckReport['status'], was: CheckReport['status'] | undefined) => boolean,
  ): CheckReport[] => after.checks.filter(({ id, status }) => wanted(status, statusBefore.get(id)));
  return {
    before,
    after,
    nowPass: now((status, was) => isGood(status) && (was === undefined || !isGood(was))),
    nowFail: now((status, was) => status === 'fail' && was !== 'fail'),
    stillFail: now((status, was) => status === 'fail' && was === 'fail'),
    notTried: now((status, was) => status === 'skip' && was !== undefined && was !== 'skip'),
  };
}

function isGood(status: CheckReport['status']): boolean {
  return status === 'pass' || status === 'flaky';
}
