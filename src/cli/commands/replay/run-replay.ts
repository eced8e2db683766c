import { composeGrader } from '../../../compose/compose-grader.js';
import { allLabs, findLab } from '../../../compose/labs.js';
import { withValues } from '../../../compose/student-variant.js';
import { UsageError } from '../../../errors/usage-error.js';
import type { LabShelf } from '../../../grade/bundle/open-bundle.js';
import type { ExitCode } from '../../exit-code.js';
import { showRecorded } from './show-recorded.js';
import { showRerun } from './show-rerun.js';

/** What `wirelab replay` is called with. */
export interface ReplayFlags {
  readonly bundle?: string | undefined;
  readonly submission?: string | undefined;
  readonly target?: string | undefined;
  readonly lab?: string | undefined;
  readonly unsafeNoSandbox?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `wirelab replay`. */
export async function runReplay(
  { bundle: path = '', submission, target, lab, unsafeNoSandbox = false, json = false }: ReplayFlags,
  signal?: AbortSignal,
): Promise<ExitCode> {
  if (submission !== undefined && target !== undefined)
    throw new UsageError('a bundle is played on a submission or on a --target: give one of them');
  if (submission === undefined && unsafeNoSandbox)
    throw new UsageError('--unsafe-no-sandbox is for a submission: without one nothing is run');
  const grader = composeGrader();
  const bundle = await grader.openBundle(path, shelf(lab));
  if (target === undefined && submission === undefined) return showRecorded(bundle, await grader.rejudge(bundle), json);
  if (target !== undefined && bundle.manifest.role !== 'server')
    throw new UsageError('--target is a server, and the bundle is about a client: give a submission');
  const on = target === undefined ? { path: submission ?? '', unsafe: unsafeNoSandbox } : { target };
  return showRerun(bundle, await grader.rerun(bundle, on, signal), json);
}

/** A lab that does not come with wirelab is taken only from where the command line says, never from where the bundle says. */
function shelf(labPath: string | undefined): LabShelf {
  return {
    withValues,
    find: async (slug) => {
      if (labPath === undefined) return (await allLabs()).find((lab) => lab.slug === slug);
      const lab = await findLab(labPath);
      if (lab.slug !== slug)
        throw new UsageError(`the bundle is about lab ${slug}, and --lab ${labPath} is ${lab.slug}`);
      return lab;
    },
  };
}
