import type { CheckReport } from './report.js';

/** How many points were earned, and of how many. */
export interface Score {
  readonly score: number;
  readonly maxScore: number;
}

type Marked = Pick<CheckReport, 'points' | 'earned' | 'status' | 'reason'>;

/** Whether its points count: not those of a check in error, nor of one that cannot be tried on what is graded. */
export function isJudged({ status, reason }: Pick<CheckReport, 'status' | 'reason'>): boolean {
  return status !== 'error' && (status !== 'skip' || reason === undefined);
}

/** The points of a list of checks. One that is not judged is left out of both sums: it costs nothing, and never looks like a pass. */
export function scoreOf(checks: readonly Marked[]): Score {
  const judged = checks.filter(isJudged);
  return { score: sum(judged.map(({ earned }) => earned)), maxScore: sum(judged.map(({ points }) => points)) };
}

/** The part of the points that was earned, from 0 to 1; 0 where nothing was judged. */
export function fractionOf({ score, maxScore }: Score): number {
  return maxScore === 0 ? 0 : Math.min(1, score / maxScore);
}

/** Points for people: at most two digits behind the point. */
export function pointsText(points: number): string {
  return String(Math.round(points * 100) / 100);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
