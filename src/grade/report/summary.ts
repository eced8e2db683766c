import type { CheckReport, Report } from './report.js';
import { isJudged, pointsText } from './score.js';
import { visible } from '../../text/visible-text.js';

type Status = CheckReport['status'];

const WORDS: readonly (readonly [Status, string])[] = [
  ['pass', 'passed'],
  ['flaky', 'passed only the second time'],
  ['fail', 'failed'],
  ['skip', 'not tried'],
  ['error', 'could not be run'],
];

/** `lab 3 Acknowledge, server: server.py`. */
export function titleLine({ lab, role, submission }: Report): string {
  return `lab ${String(lab.number)} ${visible(lab.title)}, ${role}: ${visible(submission.name, 120)}`;
}

/** `7 of 10 points`, or that there are none. */
export function scoreLine({ outcome, score, maxScore }: Report): string {
  if (outcome === 'graded') return `${pointsText(score)} of ${pointsText(maxScore)} points`;
  return outcome === 'not-gradable' ? 'not gradable' : 'not graded: the grader failed, which is not your fault';
}

/** `5 passed, 1 failed, 1 not tried`. */
export function countLine({ checks, role }: Report): string {
  const waiting = role === 'answers' ? 'not marked yet' : undefined;
  return WORDS.map(
    ([status, word]) =>
      [checks.filter((check) => check.status === status).length, status === 'skip' ? (waiting ?? word) : word] as const,
  )
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${String(count)} ${word}`)
    .join(', ');
}

/** What has to be said of how it was graded, where it was not as usual. */
export function warnings({ sandbox, submission, checks, role }: Report): string[] {
  const left = checks.filter((check) => check.status === 'skip' && !isJudged(check));
  const points = pointsText(left.reduce((sum, check) => sum + check.points, 0));
  return [
    ...(left.length === 0
      ? []
      : [
          `${String(left.length)} ${role === 'answers' ? 'answer' : 'check'}${left.length === 1 ? '' : 's'} of ${points} points ${role === 'answers' ? `${left.length === 1 ? 'is not marked yet, and does' : 'are not marked yet, and do'} not count so far` : 'could not be tried this way, and do not count: the program itself has all its checks when it is handed in'}`,
        ]),
    ...(sandbox === 'none' && (submission.command !== null || submission.handler !== undefined)
      ? ['graded without a sandbox: the program could read and change whatever its user can']
      : []),
  ];
}
