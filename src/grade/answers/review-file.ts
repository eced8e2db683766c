import { existsSync, readFileSync } from 'node:fs';
import { parseReport } from '../report/parse-report.js';
import { replaceFile } from '../../files/replace-file.js';
import type { Report } from '../report/report.js';
import { parseReview, withMark, withReview, type GivenMark, type Review } from './review.js';

/** Where what people gave is kept: beside the report. */
function reviewFile(report: string): string {
  return `${report.replace(/\.[A-Za-z0-9]{1,8}$/, '')}.review.json`;
}

/** The review beside a report. Throws an Error of one line that names the file. */
export function readReviewFile(report: string): Review | undefined {
  const path = reviewFile(report);
  if (!existsSync(path)) return undefined;
  try {
    return parseReview(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}; mend it, or remove it and mark again`, { cause: error });
  }
}

/** Writes a mark down, first beside the report and then into it. */
export async function writeMark(path: string, question: string, given: GivenMark): Promise<Report> {
  // Read anew: somebody else may have marked another question meanwhile.
  const report = parseReport(JSON.parse(readFileSync(path, 'utf8')));
  const review = withMark(readReviewFile(path), report, question, given, new Date());
  await replaceFile(reviewFile(path), `${JSON.stringify(review, null, 2)}\n`);
  const marked = withReview(report, review);
  await replaceFile(path, `${JSON.stringify(marked, null, 2)}\n`);
  return marked;
}
