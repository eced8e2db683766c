import { defined } from '../../../core/defined.js';
import { UsageError } from '../../../errors/usage-error.js';
import { notGradableReport, startReport, type Beginning } from '../../../grade/report/make-report.js';
import type { Report } from '../../../grade/report/report.js';
import type { SubmittedProgram } from '../../../grade/submission/submitted-program.js';
import { loadLanguages } from '../../../compose/load-languages.js';
import { takeForLab } from '../../../grade/run/take-for-lab.js';
import { SubmissionPathError } from '../../../grade/submission/read-contents.js';
import type { NotGradable, Submission, SubmissionRole } from '../../../grade/submission/submission.js';
import type { GradeRequest } from './grade-request.js';
import { handlerHost } from '../../../compose/handler-host-files.js';

/** Takes in the submission of a request; what stops it from being graded makes it not gradable. */
export async function takenSubmission({
  path,
  role,
  lab,
}: Pick<GradeRequest, 'path' | 'lab'> & { readonly role?: SubmissionRole }): Promise<Submission | NotGradable> {
  try {
    const languages = await loadLanguages();
    return await takeForLab(path, lab, { languages, host: () => handlerHost(lab), ...defined({ role }) });
  } catch (error) {
    if (error instanceof SubmissionPathError) throw new UsageError(error.message);
    throw error;
  }
}

/** The programs of a submission that are to be graded. */
export function programsOf({ server, client }: Submission, role: GradeRequest['role']): SubmittedProgram[] {
  return [server, client]
    .filter((program) => program !== undefined)
    .filter((program) => role === undefined || program.role === (role === 'handler' ? 'server' : role));
}

/** The report on what cannot be graded. */
export function refusal(
  { name, sha256, reason, diagnoses }: NotGradable,
  beginning: Pick<Beginning, 'tool' | 'lab' | 'role' | 'seed' | 'sandbox'>,
): Report {
  const { says } = diagnoses[0] ?? {};
  const submission = { name, ...defined({ sha256 }) };
  const started = startReport({ ...beginning, submission, maxScore: 0, startedAt: new Date() });
  return notGradableReport(started, says === undefined || reason.includes(says) ? reason : `${reason}\n${says}`, {
    durationMs: 0,
  });
}
