import { defined } from '../../../core/defined.js';
import { UsageError } from '../../../errors/usage-error.js';
import type { Report } from '../../../grade/report/report.js';
import { Tape } from '../../../grade/run/tape.js';
import type { ExitCode } from '../../exit-code.js';
import type { GradeFlags } from './grade-flags.js';
import { gradeTaken } from './grade-once.js';
import { gradeRequest } from './grade-request.js';
import { requireWritable } from '../../output-file.js';
import { exitOfAll, showReport, writerFor } from './report-output.js';
import { programsOf, takenSubmission } from './taken-submission.js';

/** `wirelab grade`. */
export async function runGrade(flags: GradeFlags, signal?: AbortSignal): Promise<ExitCode> {
  if (flags.target !== undefined)
    return (await import('./run-grade-target.js')).runGradeTarget({ ...flags, target: flags.target }, signal);
  if (flags.submission === undefined)
    throw new UsageError(
      'say what to grade: a submission (file, folder, zip or tar.gz), or a server that runs with --target host:port',
    );
  if (flags.role === 'answers') return (await import('./grade-written-answers.js')).gradeWrittenAnswers(flags);
  const writer = await writerFor(flags);
  const request = await gradeRequest(flags);
  requireWritable('--bundle', flags.bundle);
  if (flags.bundle === undefined && flags.bundleWithSubmission !== undefined)
    throw new UsageError('--bundle-with-submission is of --bundle FILE: say where the bundle is to be');
  if (flags.repeat !== undefined)
    return (await import('./grade-repeatedly.js')).gradeRepeatedly(request, flags.repeat, flags, signal);
  if (flags.watch === true)
    return (await import('./grade-on-save.js')).gradeOnSave(request, flags, signal ?? new AbortController().signal);
  for (const [flag, value] of [
    ['jobs', flags.jobs],
    ['vary-seed', flags.varySeed],
  ] as const) {
    if (value !== undefined) throw new UsageError(`--${flag} is of --repeat N: say how often to grade`);
  }
  const put = (report: Report): Promise<void> => showReport(report, writer, flags);
  const submission = await takenSubmission(request);
  try {
    if (submission.gradable && submission.role === 'answers')
      return await (await import('./grade-written-answers.js')).gradeWrittenAnswers(flags);
    if (
      submission.gradable &&
      (flags.out ?? flags.bundle) !== undefined &&
      programsOf(submission, request.role).length > 1
    ) {
      throw new UsageError(
        `--${flags.out === undefined ? 'bundle' : 'out'} takes one report, and the submission has a server and a client: say which with --role`,
      );
    }
    const tape = new Tape();
    const reports = await gradeTaken(
      request,
      submission,
      {
        done: async (report) => {
          await put(report);
          if (flags.bundle !== undefined)
            await (await import('./bundle-output.js')).writeBundle(report, tape, submission, request, flags);
        },
        ...defined({ begun: flags.out === undefined ? undefined : put }),
        ...(process.stderr.isTTY
          ? {
              progress: ({ id, status }) => {
                process.stderr.write(`${status.padEnd(5)} ${id}\n`);
              },
            }
          : {}),
      },
      { ...defined({ signal }), ...(flags.bundle === undefined ? {} : { tape }) },
    );
    if (request.only === undefined)
      await (await import('../../../progress/keep-progress.js')).keepProgress(reports, request.path);
    return exitOfAll(reports);
  } finally {
    if (submission.gradable) await submission.dispose();
  }
}
