import { defined } from '../../../core/defined.js';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { labKey } from '../../../compose/labs.js';
import { UsageError } from '../../../errors/usage-error.js';
import { gradeAnswers, type HandedIn } from '../../../grade/answers/grade-answers.js';
import { OWN_RUN } from '../../../grade/answers/own-run.js';
import { questionDrawer, variantOfStudent } from '../../lab-questions.js';
import { reviewOf } from '../../../grade/answers/review-file.js';
import { withReview } from '../../../grade/answers/review.js';
import { startReport } from '../../../grade/report/make-report.js';
import type { Report } from '../../../grade/report/report.js';
import type { Submission } from '../../../grade/submission/submission.js';
import { chosenLab } from '../../chosen-lab.js';
import { keepProgress } from '../../../progress/keep-progress.js';
import type { ExitCode } from '../../exit-code.js';
import { version } from '../../../compose/version.js';
import type { GradeFlags } from './grade-flags.js';
import { exitOf, showReport, writerFor } from './report-output.js';
import { refusal, takenSubmission } from './taken-submission.js';

/** `wirelab grade --role answers`. Nothing of the submission is run. */
export async function gradeWrittenAnswers(flags: GradeFlags): Promise<ExitCode> {
  const { submission: path = '', seed = 0, only, out } = flags;
  const writer = await writerFor(flags);
  const lab = await chosenLab(flags.lab ?? '', flags);
  const sheetOf = await questionDrawer(lab);
  if (only !== undefined) throw new UsageError('--only is of programs: all answers are marked at once');
  const key = await labKey(lab);
  const submission = await takenSubmission({ lab, path, role: 'answers' });
  const beginning = {
    tool: { name: 'wirelab', version: version() },
    lab,
    role: 'answers',
    seed,
    sandbox: 'none',
  } as const;
  let report: Report;
  if (!submission.gradable) {
    report = refusal(submission, beginning);
  } else {
    const { name, sha256 } = submission;
    const maxScore = (lab.questions ?? []).reduce((sum, { points }) => sum + points, 0);
    const started = startReport({ ...beginning, submission: { name, sha256 }, maxScore, startedAt: new Date() });
    try {
      const variant = flags.student === undefined ? {} : { variant: variantOfStudent(flags.student) };
      report = gradeAnswers(started, await handedIn(submission), {
        lab,
        sheetOf,
        ...variant,
        ...defined({ key }),
      });
    } finally {
      await submission.dispose();
    }
  }
  const review = out === undefined ? undefined : reviewFor(resolve(out));
  const marked = review === undefined ? report : withReview(report, review);
  await showReport(marked, writer, flags);
  await keepProgress([marked], path);
  return exitOf(marked);
}

async function handedIn({ folder, files, answers = '' }: Submission): Promise<HandedIn> {
  const run = files.find(({ path }) => basename(path) === OWN_RUN);
  return {
    file: answers,
    bytes: await readFile(join(folder, answers)),
    ...defined({ run: run === undefined ? undefined : await readFile(join(folder, run.path)) }),
  };
}

function reviewFor(out: string): ReturnType<typeof reviewOf> {
  try {
    return reviewOf(out);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
