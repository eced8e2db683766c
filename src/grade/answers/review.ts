import { defined } from '../../core/defined.js';
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { plainCause } from '../report/to-cause.js';
import type { CheckReport, Report } from '../report/report.js';
import { scoreOf } from '../report/score.js';
import { WAITS } from './marked-check.js';

const markSchema = z.strictObject({
  points: z.number().nonnegative(),
  comment: z.string().optional(),
  by: z.string().optional(),
  at: z.iso.datetime(),
  answer: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the answer that was marked'),
});

const reviewSchema = z.strictObject({
  schema: z.literal(1),
  lab: z.string(),
  marks: z.record(z.string().regex(/^Q\d+$/), markSchema),
});

/** What people gave for answers to open questions: the file beside a report. */
export type Review = z.infer<typeof reviewSchema>;

/** What a person gives for one answer. */
export interface GivenMark {
  readonly points: number;
  readonly comment?: string | undefined;
  readonly by?: string | undefined;
}

/** The review that the text of a file is. Throws an Error of one line. */
export function parseReview(text: string): Review {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
  const result = reviewSchema.safeParse(data);
  if (result.success) return result.data;
  throw new Error(`it is no review of schema 1: ${z.prettifyError(result.error).replace(/\s*\n\s*/g, ' ')}`);
}

/** The review with one more mark. Throws a RangeError for what cannot be given. */
export function withMark(
  review: Review | undefined,
  report: Report,
  question: string,
  { points, comment, by }: GivenMark,
  at: Date,
): Review {
  const check = report.checks.find(({ id }) => id === question);
  const open = report.checks.filter((one) => one.review !== undefined).map(({ id }) => id);
  if (check?.review === undefined)
    throw new RangeError(
      `${question} ${check === undefined ? 'is no question of this report' : 'is not marked by people, or has no answer'}; to mark: ${open.length === 0 ? 'none' : open.join(', ')}`,
    );
  if (!(points >= 0 && points <= check.points))
    throw new RangeError(`${question} has ${check.points} points, got ${points}: give from 0 to ${check.points}`);
  const mark = {
    points,
    ...(comment === undefined || comment === '' ? {} : { comment }),
    ...defined({ by }),
    at: at.toISOString(),
    answer: hashOf(check),
  };
  return { schema: 1, lab: report.lab.slug, marks: { ...review?.marks, [question]: mark } };
}

/** The report with the points that people gave. A mark for an answer that has changed since does not count. */
export function withReview(report: Report, review: Review): Report {
  if (report.outcome !== 'graded' || report.role !== 'answers' || review.lab !== report.lab.slug) return report;
  const stale: string[] = [];
  const checks = report.checks.map((check): CheckReport => {
    if (check.review === undefined) return check;
    const mark = review.marks[check.id];
    if (mark !== undefined && mark.answer !== hashOf(check)) stale.push(check.id);
    return mark?.answer === hashOf(check) ? marked(check, mark) : waiting(check);
  });
  const findings = report.findings.filter(({ kind }) => kind !== STALE);
  const told = stale.map((id) => ({
    kind: STALE,
    message: `the answer to ${id} has changed since it was marked: it waits again`,
  }));
  return { ...report, ...scoreOf(checks), checks, findings: [...findings, ...told] };
}

const STALE = 'answer-changed';

function waiting(check: CheckReport): CheckReport {
  return { ...bare(check), earned: 0, status: 'skip', reason: WAITS, review: { done: false } };
}

function marked(check: CheckReport, { points, comment, by, at }: Review['marks'][string]): CheckReport {
  const review = { done: true, ...defined({ comment, by }), at };
  const earned = Math.min(points, check.points);
  if (earned === check.points) return { ...bare(check), earned, status: 'pass', review };
  const kind = earned > 0 ? 'partly-right' : 'wrong-answer';
  return {
    ...bare(check),
    earned,
    status: 'fail',
    cause: plainCause(kind, `marked with ${earned} of ${check.points} points`),
    review,
  };
}

function bare({ id, title, points, answer }: CheckReport): Pick<CheckReport, 'id' | 'title' | 'points' | 'answer'> {
  return { id, title, points, ...defined({ answer }) };
}

function hashOf({ answer = '' }: CheckReport): string {
  return createHash('sha256').update(answer).digest('hex');
}
