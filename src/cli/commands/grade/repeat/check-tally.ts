import type { CheckReport, Report } from '../../../../grade/report/report.js';

/** How a check went in many gradings of the same program. */
export interface CheckTally {
  readonly id: string;
  readonly title: string;
  /** How often it passed at once. */
  readonly passed: number;
  readonly failed: number;
  /** How often it failed and passed when it was run again: full marks, but a sign. */
  readonly second: number;
  /** How often it was left out, because a check that it needs did not pass. */
  readonly skipped: number;
  /** How often it could not be run, which is not the program's doing. */
  readonly errors: number;
  /** It does not go the same way every time. */
  readonly flaky: boolean;
  /** What went wrong, the most frequent first. */
  readonly causes: readonly TalliedCause[];
}

/** One way in which a check went wrong. */
export interface TalliedCause {
  readonly kind: string;
  /** Of the first time. */
  readonly message: string;
  readonly times: number;
  /** The seed of the first time. */
  readonly seed: number;
}

/** What came of grading a program many times. */
export interface Tally {
  readonly role: Report['role'];
  readonly runs: number;
  /** How often it had full marks. */
  readonly full: number;
  /** Of each grading, in order. */
  readonly scores: readonly Pick<Report, 'seed' | 'outcome' | 'score' | 'maxScore'>[];
  readonly checks: readonly CheckTally[];
  /** Why it was not graded, where it was not. */
  readonly reasons: readonly string[];
}

/** Counts the reports on each program: one tally for each role that occurs. */
export function tally(reports: readonly Report[]): Tally[] {
  return [...new Set(reports.map(({ role }) => role))].map((role) =>
    tallyOf(
      role,
      reports.filter((report) => report.role === role),
    ),
  );
}

/** True for a program that had full marks every time, and no check of which ever failed. */
export function isSteady({ full, runs, checks }: Tally): boolean {
  return runs > 0 && full === runs && checks.every(({ passed }) => passed === runs);
}

function tallyOf(role: Report['role'], reports: readonly Report[]): Tally {
  const ids = [...new Set(reports.flatMap(({ checks }) => checks.map(({ id }) => id)))];
  return {
    role,
    runs: reports.length,
    full: reports.filter(({ outcome, score, maxScore }) => outcome === 'graded' && score === maxScore).length,
    scores: reports.map(({ seed, outcome, score, maxScore }) => ({ seed, outcome, score, maxScore })),
    checks: ids.map((id) => checkTally(id, reports)),
    reasons: [...new Set(reports.flatMap(({ reason }) => reason ?? []))],
  };
}

function checkTally(id: string, reports: readonly Report[]): CheckTally {
  const runs = reports.flatMap(({ seed, checks }) =>
    checks.filter((check) => check.id === id).map((check) => ({ seed, check })),
  );
  const count = (status: CheckReport['status']): number => runs.filter(({ check }) => check.status === status).length;
  const [passed, failed, second, skipped, errors] = [
    count('pass'),
    count('fail'),
    count('flaky'),
    count('skip'),
    count('error'),
  ];
  return {
    ...{ id, title: runs[0]?.check.title ?? id, passed, failed, second, skipped, errors },
    flaky: second > 0 || (passed > 0 && failed > 0),
    causes: causesOf(runs),
  };
}

function causesOf(runs: readonly { readonly seed: number; readonly check: CheckReport }[]): TalliedCause[] {
  const byKind = new Map<string, TalliedCause>();
  for (const { seed, check } of runs) {
    const { kind, message } = check.error === undefined ? (check.cause ?? {}) : { kind: 'error', message: check.error };
    if (kind === undefined || message === undefined) continue;
    const before = byKind.get(kind);
    byKind.set(kind, before === undefined ? { kind, message, times: 1, seed } : { ...before, times: before.times + 1 });
  }
  return [...byKind.values()].sort((a, b) => b.times - a.times);
}
