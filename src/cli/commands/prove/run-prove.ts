import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { composeGrader } from '../../../compose/compose-grader.js';
import { allLabs, findLab } from '../../../compose/labs.js';
import { defined } from '../../../core/defined.js';
import { UsageError } from '../../../errors/usage-error.js';
import type { Reporter } from '../../../grade/reporter.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { ExitCode } from '../../exit-code.js';
import { terminal, type Terminal } from '../../terminal.js';
import { isProved, proofJson, proofLines } from './proof-text.js';

/** What `wirelab prove` is called with. */
export interface ProveFlags {
  readonly lab?: string | undefined;
  readonly sample?: number | undefined;
  readonly only?: readonly string[] | undefined;
  readonly times?: number | undefined;
  readonly seed?: number | undefined;
  readonly jobs?: number | undefined;
  readonly json?: boolean | undefined;
}

// Most of the time a check waits: for a client that has to give up by itself, or for a reply that does not come.
const JOBS_PER_PROCESSOR = 2;

/** `wirelab prove`. */
export async function runProve(flags: ProveFlags, signal?: AbortSignal): Promise<ExitCode> {
  const { only, sample, times = 1, jobs = JOBS_PER_PROCESSOR * availableParallelism(), json = false } = flags;
  const labs = flags.lab === undefined ? (await allLabs()).filter(hasChecks) : [await findLab(flags.lab)];
  const without = labs.find((lab) => !hasChecks(lab));
  if (without !== undefined) throw new UsageError(`lab ${without.number} ${without.slug} has no checks yet`);
  if (only !== undefined && flags.lab === undefined)
    throw new UsageError('--only names programs of one lab: say which, as in wirelab prove 3 --only server.py');
  const seed = flags.seed ?? Math.floor(Math.random() * 2 ** 31); // the same for all labs
  const grader = composeGrader();
  const proofs = [];
  for (const lab of labs) {
    const request = { lab, seed, times, jobs, ...defined({ only, sample, signal }) };
    const proof = await grader.prove(request, proofProgress(terminal, lab));
    proofs.push(proof);
    if (!json) terminal.out(proofLines(proof));
  }
  const ok = proofs.every(isProved);
  if (json) terminal.json({ schema: 2, ok, labs: proofs.map(proofJson) });
  return ok ? ExitCode.ok : ExitCode.failed;
}

function hasChecks({ checks }: NumberedLab): boolean {
  return (checks?.server ?? []).length + (checks?.client ?? []).length > 0;
}

/** A line on standard error for each program, where somebody watches. */
function proofProgress(to: Terminal, lab: NumberedLab): Reporter {
  if (!to.isWatched) return {};
  return {
    trialEnded: ({ path }, { problem }) => {
      to.say(`${problem === undefined ? 'ok ' : 'NO '} ${relative(lab.folder, path)}`);
    },
  };
}
