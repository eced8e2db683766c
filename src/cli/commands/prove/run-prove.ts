import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { allLabs, findLab } from '../../../compose/labs.js';
import { composeReference } from '../../../compose/compose-server.js';
import { UsageError } from '../../../errors/usage-error.js';
import { unknownName } from '../../../text/nearest.js';
import { labProblems } from '../../../grade/run/lab-problems.js';
import { knownPrograms, unprovedChecks, type KnownProgram } from '../../../grade/run/prove-lab.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { seededRandom } from '../../../core/random.js';
import { ExitCode } from '../../exit-code.js';
import { printJson, printLines } from '../../print.js';
import { hasProblem, proofJson, proofLines } from './proof-text.js';
import { provePrograms } from './prove-programs.js';

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
  const labs = flags.lab === undefined ? (await allLabs()).filter(hasChecks) : [await findLab(flags.lab)];
  const without = labs.find((lab) => !hasChecks(lab));
  if (without !== undefined) throw new UsageError(`lab ${without.number} ${without.slug} has no checks yet`);
  const seed = flags.seed ?? Math.floor(Math.random() * 2 ** 31);
  const times = flags.times ?? 1;
  if (flags.only !== undefined && flags.lab === undefined)
    throw new UsageError('--only names programs of one lab: say which, as in wirelab prove 3 --only server.py');
  let isProved = true;
  const documents: object[] = [];
  for (const lab of labs) {
    const all = knownPrograms(lab);
    if (!all.some(({ kind }) => kind === 'solution'))
      throw new UsageError(
        `lab ${lab.number} ${lab.slug} is here without its solutions and wrong programs, as students get it: prove needs a checkout, or what wirelab pack --for instructors makes`,
      );
    await composeReference(lab); // what is wrong with its handler is told once, not for every program
    const problems = labProblems(lab, all);
    const meant = flags.only === undefined ? all : named(all, flags.only);
    const programs = flags.sample === undefined ? meant : drawn(meant, flags.sample, seed);
    const unproved = unprovedChecks(lab, all);
    const proofs = await provePrograms(lab, programs, {
      seed,
      times,
      jobs: flags.jobs ?? JOBS_PER_PROCESSOR * availableParallelism(),
      signal,
    });
    if (problems.length > 0 || unproved.length > 0 || proofs.some(hasProblem)) isProved = false;
    if (flags.json === true)
      documents.push({
        lab: lab.slug,
        seed,
        faults: problems,
        unproved,
        programs: proofs.map((proof) => proofJson(lab, proof)),
      });
    else
      printLines(
        proofLines({
          lab,
          proofs,
          problems: [...problems, ...unproved.map((check) => `no wrong program fails ${check}`)],
          seed,
          times,
        }),
      );
  }
  if (flags.json === true) printJson({ schema: 1, ok: isProved, labs: documents });
  return isProved ? ExitCode.ok : ExitCode.failed;
}

function hasChecks({ checks }: NumberedLab): boolean {
  return (checks?.server ?? []).length + (checks?.client ?? []).length > 0;
}

/** Those whose files have these names. */
function named(programs: readonly KnownProgram[], names: readonly string[]): KnownProgram[] {
  const files = programs.map(({ path }) => basename(path));
  const unknown = names.find((name) => !files.includes(name));
  if (unknown !== undefined) throw new UsageError(unknownName('program', unknown, [...new Set(files)]));
  return programs.filter(({ path }) => names.includes(basename(path)));
}

/** So many of the list, in its order; the same for the same seed. */
function drawn<T>(list: readonly T[], count: number, seed: number): T[] {
  const random = seededRandom(seed, 'programs');
  const scored = list.map((item, index) => ({ item, index, score: random() }));
  return scored
    .sort((a, b) => a.score - b.score)
    .slice(0, count)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}
