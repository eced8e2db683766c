import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { defined } from '../../core/defined.js';
import { UsageError } from '../../errors/usage-error.js';
import { gradeAnswers, type HandedIn } from '../answers/grade-answers.js';
import { OWN_RUN } from '../answers/own-run.js';
import { questionDrawer, variantOfStudent } from '../answers/question-drawer.js';
import { withReview, type Review } from '../answers/review.js';
import { readReviewFile } from '../answers/review-file.js';
import type { SubmissionRequest } from '../grade-request.js';
import type { Installation } from '../installation.js';
import { startReport } from '../report/make-report.js';
import type { Report } from '../report/report.js';
import type { Reporter } from '../reporter.js';
import type { NotGradable, Submission } from '../submission/submission.js';
import { refusedReport } from './refused-report.js';

/** Whose answers are graded. */
export interface AnswersRun extends SubmissionRequest {
  readonly seed: number;
  readonly installation: Installation;
  readonly submission: Submission | NotGradable;
  readonly reporter: Required<Reporter>;
}

/** Grades written answers. Nothing of the submission is run. */
export async function gradeWrittenAnswers(run: AnswersRun): Promise<Report> {
  const { lab, only, installation, submission, seed, student, marksFrom, reporter } = run;
  const sheetOf = questionDrawer(lab, await installation.reference(lab));
  if (only !== undefined) throw new UsageError('single checks are of programs: all answers are marked at once');
  const key = await installation.labKey(lab);
  const review = marksFrom === undefined ? undefined : reviewFor(resolve(marksFrom));
  let report: Report;
  if (submission.gradable) {
    const { name, sha256 } = submission;
    const started = startReport({
      tool: { name: 'wirelab', version: installation.version },
      lab,
      role: 'answers',
      seed,
      sandbox: 'none',
      submission: { name, sha256 },
      maxScore: (lab.questions ?? []).reduce((sum, { points }) => sum + points, 0),
      startedAt: new Date(),
    });
    await reporter.programStarted(started);
    const variant = student === undefined ? undefined : variantOfStudent(student);
    report = gradeAnswers(started, await handedIn(submission), { lab, sheetOf, ...defined({ variant, key }) });
  } else {
    report = refusedReport(submission, { installation, lab, role: 'answers', seed, sandbox: 'none' });
  }
  const marked = review === undefined ? report : withReview(report, review);
  await reporter.programEnded(marked, {});
  return marked;
}

async function handedIn({ folder, files, answers = '' }: Submission): Promise<HandedIn> {
  const run = files.find(({ path }) => basename(path) === OWN_RUN);
  return {
    file: answers,
    bytes: await readFile(join(folder, answers)),
    ...(run === undefined ? {} : { run: await readFile(join(folder, run.path)) }),
  };
}

function reviewFor(report: string): Review | undefined {
  try {
    return readReviewFile(report);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
