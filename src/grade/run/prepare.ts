import { defined } from '../../core/defined.js';
import { throwMachineFailure } from '../diagnosis/how-it-ended.js';
import { runBuildSteps, isStepDone, runStep, type BuildCommand, type BuildStep } from '../sandbox/build-steps.js';
import { programLimits, type Limits } from '../sandbox/limits.js';
import { whyNotStartable } from '../sandbox/startable.js';
import type { WorkerSetup } from '../sandbox/worker-setup.js';
import type { Job, NotBuilt } from './job.js';

// A check reads some files. A handler's also loads it, and that may go on for ever.
const checkLimits: Limits = { ...programLimits, cpuMs: 5000, wallMs: 30_000 };

/** Checks the sources and builds the program. Resolves to the folder in which it starts, or to what stands in the way. */
export async function prepare(
  { check, build: commands, program }: Pick<Job, 'check' | 'build' | 'program'>,
  setup: WorkerSetup,
): Promise<string | NotBuilt> {
  for (const command of check) {
    const step = await runStep(command, { folder: setup.submission, limits: checkLimits }, setup);
    if (!isStepDone(step)) return notBuilt('check', step, whyNotStartable(command, setup.submission, setup));
  }
  let folder = setup.submission;
  if (commands.length > 0) {
    const built = await runBuildSteps({ folder, commands }, setup);
    const last = built.steps.at(-1);
    if (!built.built && last !== undefined)
      return notBuilt('build', last, whyNotStartable(last.command, built.folder, setup));
    folder = built.folder;
  }
  const start: BuildCommand = { argv: program.command, cwd: program.cwd ?? '', env: {} };
  const why = whyNotStartable(start, folder, setup);
  return why === undefined ? folder : { type: 'not-built', what: 'start', command: start, why, said: '' };
}

function notBuilt(
  what: NotBuilt['what'],
  { command, exit, stdout, stderr }: BuildStep,
  why: string | undefined,
): NotBuilt {
  // Where nothing is wrong with the command itself, this machine is to blame.
  if (why === undefined) throwMachineFailure(exit);
  return { type: 'not-built', what, command, exit, said: `${stderr}${stdout}`, ...defined({ why }) };
}
