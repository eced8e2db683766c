import type { SubmissionRequest } from '../../../grade/grade-request.js';
import type { Report } from '../../../grade/report/report.js';
import type { Reporter } from '../../../grade/reporter.js';
import { keepProgress } from '../../../progress/keep-progress.js';

/** Keeps what came of a whole grading in the student's folder. */
export function progressKeeper({ only, path }: Pick<SubmissionRequest, 'only' | 'path'>): Reporter {
  return only === undefined ? { allEnded: (reports: readonly Report[]) => keepProgress(reports, path) } : {};
}
