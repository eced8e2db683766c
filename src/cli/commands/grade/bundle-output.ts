import { defined } from '../../../core/defined.js';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../../../errors/usage-error.js';
import { makeBundle } from '../../../grade/bundle/make-bundle.js';
import type { Report } from '../../../grade/report/report.js';
import type { Tape } from '../../../grade/run/tape.js';
import type { Submission, NotGradable } from '../../../grade/submission/submission.js';
import type { SubmittedFile } from '../../../grade/submission/submitted-file.js';
import { writeOutput } from '../../output-file.js';
import type { GradeFlags } from './grade-flags.js';
import type { GradeRequest } from './grade-request.js';

/** Writes the bundle of one grading to where it was asked for. */
export async function writeBundle(
  report: Report,
  tape: Tape,
  submission: Submission | NotGradable,
  { lab }: GradeRequest,
  flags: GradeFlags,
): Promise<void> {
  const path = flags.bundle ?? '';
  const { role } = report;
  if (role !== 'server' && role !== 'client')
    throw new UsageError(`--bundle is for servers and clients, not for ${role}`);
  const bytes = makeBundle({
    report,
    lab,
    checks: lab.checks?.[role] ?? [],
    recording: {
      transcripts: tape.transcripts,
      ...defined({ deadlineMs: tape.deadlineMs }),
    },
    audience: flags.audience ?? 'student',
    ...(flags.bundleWithSubmission === true && submission.gradable ? { submission: await filesOf(submission) } : {}),
  });
  await writeOutput('--bundle', path, bytes);
}

function filesOf({ folder, files }: Submission): Promise<SubmittedFile[]> {
  return Promise.all(files.map(async ({ path }) => ({ path, bytes: await readFile(join(folder, path)) })));
}
