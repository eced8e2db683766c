import { defined } from '../core/defined.js';
import * as z from 'zod';
import type { Report } from '../grade/report/report.js';

/** What a student hands in for a lab. */
export const WORK = ['server', 'client', 'answers'] as const;

const points = z.number().min(0);

const resultSchema = z.strictObject({
  at: z.iso.datetime(),
  /** As it was named on the command line. */
  submission: z.string(),
  outcome: z.enum(['graded', 'not-gradable']),
  score: points,
  maxScore: points,
  /** The most that it ever had, of as much. */
  best: z.strictObject({ score: points, maxScore: points }),
  /** The first that is wrong. */
  wrong: z
    .strictObject({ check: z.string().optional(), title: z.string(), message: z.string(), hint: z.string().optional() })
    .optional(),
});

export const progressSchema = z.strictObject({
  schema: z.literal(1),
  labs: z.record(
    z.string(),
    z.strictObject({
      server: resultSchema.optional(),
      client: resultSchema.optional(),
      answers: resultSchema.optional(),
    }),
  ),
});

/** How far a student is: the last result for each piece of work, by the name of the lab. */
export type Progress = z.infer<typeof progressSchema>;
export type Result = z.infer<typeof resultSchema>;
export type Work = (typeof WORK)[number];

/** Nothing is done yet. */
export const noProgress: Progress = { schema: 1, labs: {} };

/** The progress with one more report in it. What was the grader's own fault changes nothing. */
export function withReport(progress: Progress, report: Report, submission: string): Progress {
  const { lab, outcome, score, maxScore } = report;
  if (outcome === 'grader-error') return progress;
  const work: Work = report.role === 'handler' ? 'server' : report.role; // a handler is what a server answers with
  const before = progress.labs[lab.slug]?.[work]?.best;
  const wrong = firstWrong(report);
  const isBetter = before === undefined || share({ score, maxScore }) >= share(before);
  const result: Result = {
    at: report.startedAt,
    submission,
    outcome,
    score,
    maxScore,
    best: isBetter ? { score, maxScore } : before,
    ...defined({ wrong }),
  };
  return { ...progress, labs: { ...progress.labs, [lab.slug]: { ...progress.labs[lab.slug], [work]: result } } };
}

/** True for work that had full marks when it was graded last. */
export function isDone(result: Result | undefined): boolean {
  return result?.outcome === 'graded' && result.score === result.maxScore;
}

function firstWrong({ outcome, reason, checks }: Report): Result['wrong'] {
  if (outcome === 'not-gradable') return { title: 'it cannot be graded', message: reason ?? '' };
  const failed = checks.find(({ status }) => status === 'fail');
  if (failed === undefined) return undefined;
  const { id, title, cause, hint, hidden } = failed;
  return {
    check: id,
    title,
    message: hidden === true ? '' : (cause?.message ?? ''),
    ...defined({ hint }),
  };
}

function share({ score, maxScore }: Result['best']): number {
  return maxScore === 0 ? 0 : score / maxScore;
}
