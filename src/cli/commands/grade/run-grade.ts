import { composeGrader } from '../../../compose/compose-grader.js';
import { defined } from '../../../core/defined.js';
import { UsageError } from '../../../errors/usage-error.js';
import type { BundleRequest } from '../../../grade/bundle/bundle-recorder.js';
import type { Reporter } from '../../../grade/reporter.js';
import type { ExitCode } from '../../exit-code.js';
import { requireWritable, writeOutput } from '../../output-file.js';
import { terminal } from '../../terminal.js';
import type { GradeFlags } from './grade-flags.js';
import { gradeProgress } from './grade-progress.js';
import { requestOfFlags } from './request-of-flags.js';
import { progressKeeper } from './progress-keeper.js';
import { exitOf, exitOfAll, reportOutput, writerFor } from './report-output.js';

/** `wirelab grade`. */
export async function runGrade(flags: GradeFlags, signal?: AbortSignal): Promise<ExitCode> {
  const writer = await writerFor(flags);
  const reporters = [gradeProgress(terminal), reportOutput(writer, flags)];
  if (flags.target !== undefined) return gradeServer(flags.target, flags, reporters, signal);
  requireWhole(flags);
  const request = await requestOfFlags(flags, signal);
  const grader = composeGrader();
  if (flags.repeat !== undefined)
    return (await import('./repeat/grade-repeatedly.js')).gradeRepeatedly(grader, request, flags.repeat, flags);
  if (flags.watch === true)
    return (await import('./watch/grade-on-save.js')).gradeOnSave(
      grader,
      request,
      flags,
      signal ?? new AbortController().signal,
    );
  const taken = await grader.take(request);
  try {
    if (
      taken.gradable &&
      (flags.out ?? flags.bundle) !== undefined &&
      grader.programsOf(taken, request.role).length > 1
    )
      throw new UsageError(
        `--${flags.out === undefined ? 'bundle' : 'out'} takes one report, and the submission has a server and a client: say which with --role`,
      );
    if (flags.bundle !== undefined && (request.role === 'answers' || (taken.gradable && taken.role === 'answers')))
      throw new UsageError('--bundle is for servers and clients, not for answers');
    const bundle = bundleOf(flags);
    const reports = await grader.grade(
      { ...request, taken, ...defined({ bundle }) },
      ...reporters,
      progressKeeper(request),
    );
    return exitOfAll(reports);
  } finally {
    if (taken.gradable) await taken.dispose();
  }
}

function bundleOf({
  bundle,
  audience = 'student',
  bundleWithSubmission = false,
}: GradeFlags): BundleRequest | undefined {
  if (bundle === undefined) return undefined;
  return { audience, withSubmission: bundleWithSubmission, write: (bytes) => writeOutput('--bundle', bundle, bytes) };
}

async function gradeServer(
  target: string,
  flags: GradeFlags,
  reporters: readonly Reporter[],
  signal?: AbortSignal,
): Promise<ExitCode> {
  for (const [what, value] of [
    [`a submission (${flags.submission ?? ''})`, flags.submission],
    ['--repeat', flags.repeat],
    ['--watch', flags.watch],
    ['--unsafe-no-sandbox', flags.unsafeNoSandbox],
  ] as const) {
    if (value !== undefined)
      throw new UsageError(
        `--target grades a server that runs already, and ${what} a program that is started: give one of them`,
      );
  }
  const request = await requestOfFlags(flags, signal);
  const { lab, role } = request;
  if (role !== undefined && role !== 'server')
    throw new UsageError(`--target is a server that runs already: a ${role} is graded from its files`);
  if ((lab.checks?.server ?? []).length === 0)
    throw new UsageError(`lab ${lab.number} ${lab.slug} has no checks for servers yet`);
  const { seed, only } = request;
  const report = await composeGrader().gradeTarget({ lab, target, ...defined({ seed, only, signal }) }, ...reporters);
  return exitOf(report);
}

/** Throws a UsageError for flags of which the one that they belong to is missing. */
function requireWhole({ submission, bundle, bundleWithSubmission, repeat, watch, jobs, varySeed }: GradeFlags): void {
  if (submission === undefined)
    throw new UsageError(
      'say what to grade: a submission (file, folder, zip or tar.gz), or a server that runs with --target host:port',
    );
  requireWritable('--bundle', bundle);
  if (bundle === undefined && bundleWithSubmission !== undefined)
    throw new UsageError('--bundle-with-submission is of --bundle FILE: say where the bundle is to be');
  if (repeat !== undefined || watch === true) return;
  for (const [flag, value] of Object.entries({ jobs, 'vary-seed': varySeed }))
    if (value !== undefined) throw new UsageError(`--${flag} is of --repeat N: say how often to grade`);
}
