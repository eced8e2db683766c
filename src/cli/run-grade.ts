import { UsageError } from '../compose/usage-error.js';
import type { Report } from '../grade/report/report.js';
import type { ExitCode } from './exit-code.js';
import type { GradeFlags } from './grade/grade-flags.js';
import { gradeTaken } from './grade/grade-once.js';
import { gradeRequest } from './grade/grade-request.js';
import { exitOfAll, showReport, writerFor } from './grade/report-output.js';
import { programsOf, takenSubmission } from './grade/taken-submission.js';

/** `wirelab grade`. */
export async function runGrade(flags: GradeFlags): Promise<ExitCode> {
  const writer = await writerFor(flags);
  const request = await gradeRequest(flags);
  const put = (report: Report): Promise<void> => showReport(report, writer, flags);
  const submission = await takenSubmission(request);
  try {
    if (submission.gradable && flags.out !== undefined && programsOf(submission, request.role).length > 1) {
      throw new UsageError('--out takes one report, and the submission has a server and a client: say which with --role');
    }
    return exitOfAll(
      await gradeTaken(request, submission, {
        done: put,
        ...(flags.out === undefined ? {} : { begun: put }),
        ...(process.stderr.isTTY ? { progress: ({ id, status }) => { process.stderr.write(`${status.padEnd(5)} ${id}\n`); } } : {}),
      }),
    );
  } finally {
    if (submission.gradable) await submission.dispose();
  }
}
