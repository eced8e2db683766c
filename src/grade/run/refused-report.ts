import { defined } from '../../core/defined.js';
import type { GradedRole } from '../grade-request.js';
import type { Installation } from '../installation.js';
import { notGradableReport, startReport, type Beginning } from '../report/make-report.js';
import type { Report } from '../report/report.js';
import type { SubmittedProgram } from '../submission/submitted-program.js';
import type { NotGradable, Submission } from '../submission/submission.js';

/** The programs of a submission that are to be graded. */
export function programsOf(
  { server, client }: Pick<Submission, 'server' | 'client'>,
  role?: GradedRole,
): readonly SubmittedProgram[] {
  return [server, client]
    .filter((program) => program !== undefined)
    .filter((program) => role === undefined || program.role === (role === 'handler' ? 'server' : role));
}

/** The report on a submission that cannot be graded. */
export function refusedReport(
  { name, sha256, reason, diagnoses }: NotGradable,
  {
    installation,
    ...about
  }: Pick<Beginning, 'lab' | 'role' | 'seed' | 'sandbox'> & { readonly installation: Installation },
): Report {
  const { says } = diagnoses[0] ?? {};
  const started = startReport({
    ...about,
    tool: { name: 'wirelab', version: installation.version },
    submission: { name, ...defined({ sha256 }) },
    maxScore: 0,
    startedAt: new Date(),
  });
  const whole = says === undefined || reason.includes(says) ? reason : `${reason}\n${says}`;
  return notGradableReport(started, whole, { durationMs: 0 });
}
