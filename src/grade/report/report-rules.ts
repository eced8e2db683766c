import type { Report } from './report.js';
import { scoreOf } from './score.js';

/** What is wrong with a report of the right shape, and where. */
export interface RuleBreak {
  readonly path: (string | number)[];
  readonly message: string;
}

/** The rules that hold between the parts of a report. */
export function ruleBreaks(report: Report): RuleBreak[] {
  const ids = report.checks.map(({ id }) => id);
  const breaks = report.checks.flatMap((check, index) => {
    const { id, points, earned, status } = check;
    const at = (key: string, message: string): RuleBreak => ({ path: ['checks', index, key], message });
    const found: RuleBreak[] = [];
    if (ids.indexOf(id) < index) found.push(at('id', `${id} is taken by an earlier check`));
    if (earned > points)
      found.push(at('earned', `${String(earned)} of ${String(points)} points: a check cannot earn more than it has`));
    if ((status === 'pass' || status === 'flaky') && earned !== points)
      found.push(at('earned', `${String(earned)} of ${String(points)} points: a check that passes has full marks`));
    if ((status === 'skip' || status === 'error') && earned !== 0)
      found.push(at('earned', `${String(earned)} points: a check that did not run earns none`));
    if (status === 'fail' && check.cause === undefined) found.push(at('cause', 'a check that fails needs a cause'));
    if (status === 'error' && check.error === undefined)
      found.push(at('error', 'a check in error has to say what went wrong'));
    if (status === 'skip' && (check.needs ?? []).length === 0 && check.reason === undefined)
      found.push(at('needs', 'a check that is skipped has to say which check it needs, or the reason'));
    return found;
  });
  return [...breaks, ...outcomeBreaks(report)];
}

function outcomeBreaks({ outcome, reason = '', score, maxScore, checks }: Report): RuleBreak[] {
  if (outcome !== 'graded') {
    return [
      ...(reason === '' ? [{ path: ['reason'], message: `${outcome}: a reason is needed` }] : []),
      ...(score !== 0 ? [{ path: ['score'], message: `${String(score)}: what was not graded has no points` }] : []),
    ];
  }
  const sum = scoreOf(checks);
  return [
    ...(isNear(score, sum.score)
      ? []
      : [{ path: ['score'], message: `${String(score)}: the checks earned ${String(sum.score)}` }]),
    ...(isNear(maxScore, sum.maxScore)
      ? []
      : [{ path: ['maxScore'], message: `${String(maxScore)}: the checks have ${String(sum.maxScore)}` }]),
  ];
}

// Thirds of points do not add up exactly.
function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one));
}
