import { basename } from 'node:path';
import { seededRandom } from '../../core/random.js';
import { UsageError } from '../../errors/usage-error.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { unknownName } from '../../text/nearest.js';
import type { ProofRequest } from '../grade-request.js';
import type { Report } from '../report/report.js';
import type { Reporter } from '../reporter.js';
import { knownPrograms, trialOf, unprovedChecks, type KnownProgram, type Proof, type Trial } from './known-program.js';
import { labProblems } from './lab-problems.js';

/** What was found out about a lab by grading the programs that come with it. */
export interface LabProof {
  readonly lab: NumberedLab;
  readonly proofs: readonly Proof[];
  /** What is wrong with the lab itself. */
  readonly problems: readonly string[];
  /** Checks that no wrong program fails. */
  readonly unproved: readonly string[];
  readonly seed: number;
  readonly times: number;
}

/** Grades one program once, with this seed and in this slot. */
type GradeOne = (program: KnownProgram, seed: number, slot: number) => Promise<Report>;

/** Grades each of the programs so many times: all of them once, then all of them again. Throws a UsageError for a lab without checks or programs. */
export async function proveLab(
  { lab, only, sample, seed, times, jobs }: ProofRequest & { readonly seed: number },
  reporter: Required<Reporter>,
  gradeOne: GradeOne,
): Promise<LabProof> {
  const all = knownPrograms(lab);
  if (!all.some(({ kind }) => kind === 'solution'))
    throw new UsageError(
      `lab ${lab.number} ${lab.slug} is here without its solutions and wrong programs, as students get it: prove needs a checkout, or what wirelab pack --for instructors makes`,
    );
  const meant = only === undefined ? all : named(all, only);
  const programs = sample === undefined ? meant : drawn(meant, sample, seed);
  const proofs = programs.map((program) => ({ program, trials: [] as Trial[] }));
  const waiting = Array.from({ length: times }, (_, time) =>
    proofs.map((proof) => ({ ...proof, seed: seed + time })),
  ).flat();
  const work = async (slot: number): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { program, trials } = next;
      const trial = trialOf(program, await gradeOne(program, next.seed, slot));
      trials.push(trial);
      reporter.trialEnded(program, trial);
    }
  };
  // Of those that work side by side none goes on when one cannot, and all have cleared away before anybody is told.
  const ended = await Promise.allSettled(
    Array.from({ length: jobs }, (_, slot) =>
      work(slot).finally(() => {
        waiting.length = 0;
      }),
    ),
  );
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return {
    lab,
    proofs: proofs.map(({ program, trials }) => ({ program, trials: trials.sort((a, b) => a.seed - b.seed) })),
    problems: labProblems(lab, all),
    unproved: unprovedChecks(lab, all),
    seed,
    times,
  };
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
