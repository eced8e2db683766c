import { defined } from '../../core/defined.js';
import { CAUSES } from './cause-kind.js';
import type { Cause, CheckReport, Report } from './report.js';

/**
 * The report as its student may see it. Of a hidden check there is left that it is there, what it says of itself and how it
 * ended, but none of its bytes, nor what would let them be guessed; of an answer, not what would have been right.
 */
export function forStudent(report: Report): Report {
  const isKey = report.role === 'answers';
  const hidden = new Set(report.checks.filter((check) => check.hidden === true).map(({ id }) => id));
  return {
    ...report,
    checks: report.checks.map((check) => {
      if (hidden.has(check.id)) return covered(check);
      return isKey ? withoutKey(check) : check;
    }),
    findings: report.findings.filter(({ check }) => check === undefined || !hidden.has(check)),
  };
}

function covered(check: CheckReport): CheckReport {
  const { id, title, points, earned, status, hidden, because, needs, reason, error, cause, durationMs } = check;
  return {
    ...{ id, title, points, earned, status },
    ...defined({
      hidden,
      because,
      needs,
      reason,
      error: error === undefined ? undefined : 'this check could not be run; that is not your fault',
      cause: cause === undefined ? undefined : kindOnly(cause),
      durationMs,
    }),
  };
}

// What these say is about the student's words, not about the right ones.
const SAYS_NOTHING_OF_KEY: readonly string[] = ['not-answered', 'unclear-answer'] satisfies Cause['kind'][];

function causeWithoutKey(cause: Cause): Cause {
  return SAYS_NOTHING_OF_KEY.includes(cause.kind) ? cause : { ...kindOnly(cause), actual: cause.actual };
}

function withoutKey(check: CheckReport): CheckReport {
  const { cause, hint, error, answer, review } = check;
  return {
    ...covered(check),
    ...defined({
      cause: cause === undefined ? undefined : causeWithoutKey(cause),
      hint,
      error,
      answer,
      review,
    }),
  };
}

function kindOnly({ kind }: Cause): Cause {
  return { kind, step: 0, expected: null, actual: null, offset: null, message: CAUSES[kind] };
}
