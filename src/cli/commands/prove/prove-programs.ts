import { defined } from '../../../core/defined.js';
import { relative } from 'node:path';
import { labReference } from '../../../compose/labs.js';
import { notGradableReport, startReport } from '../../../grade/report/make-report.js';
import type { Report } from '../../../grade/report/report.js';
import { ownModule } from '../../../grade/sandbox/own-module.js';
import { SandboxError } from '../../../grade/sandbox/sandbox-error.js';
import { gradeProgram } from '../../../grade/run/grade-program.js';
import { trialOf, type KnownProgram, type Proof, type Trial } from '../../../grade/run/prove-lab.js';
import { loadLanguages } from '../../../compose/load-languages.js';
import { takeForLab } from '../../../grade/run/take-for-lab.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { MachineError } from '../../../errors/machine-error.js';
import { version } from '../../../compose/version.js';

/** How programs are proved. */
export interface Proving {
  /** Of the first trial; that of each next one is one more. */
  readonly seed: number;
  readonly times: number;
  readonly jobs: number;
  readonly signal: AbortSignal | undefined;
}

/** Grades each of these programs so many times: all of them once, then all of them again. */
export async function provePrograms(
  lab: NumberedLab,
  programs: readonly KnownProgram[],
  { seed, times, jobs, signal }: Proving,
): Promise<readonly Proof[]> {
  const proofs = programs.map((program) => ({ program, trials: [] as Trial[] }));
  const waiting = Array.from({ length: times }, (_, time) =>
    proofs.map((proof) => ({ ...proof, seed: seed + time })),
  ).flat();
  const work = async (slot: number): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { program, trials } = next;
      const trial = trialOf(program, await reportOn(lab, program, next.seed, slot, signal));
      trials.push(trial);
      if (process.stderr.isTTY)
        process.stderr.write(`${trial.problem === undefined ? 'ok ' : 'NO '} ${relative(lab.folder, program.path)}\n`);
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
  if (failed?.reason instanceof SandboxError) throw new MachineError(failed.reason.line);
  if (failed !== undefined) throw failed.reason;
  return proofs.map(({ program, trials }) => ({ program, trials: trials.sort((a, b) => a.seed - b.seed) }));
}

async function reportOn(
  lab: NumberedLab,
  { path, role }: KnownProgram,
  seed: number,
  slot: number,
  signal: AbortSignal | undefined,
): Promise<Report> {
  const beginning = { tool: { name: 'wirelab', version: version() }, lab, seed, sandbox: 'bubblewrap' } as const;
  const submission = await takeForLab(path, lab, { role, languages: await loadLanguages() });
  if (!submission.gradable) {
    const started = startReport({
      ...beginning,
      role,
      submission: { name: submission.name },
      maxScore: 0,
      startedAt: new Date(),
    });
    return notGradableReport(started, submission.reason, { durationMs: 0 });
  }
  try {
    const program = submission[role];
    if (program === undefined) throw new Error(`${path} is no ${role}`);
    return await gradeProgram({
      ...beginning,
      submission,
      program,
      slot,
      worker: ownModule('src/compose/workers/grade-worker'),
      replay: ['wirelab', 'grade', labReference(lab), path, '--role', role, '--seed', String(seed)],
      ...defined({ signal }),
    });
  } finally {
    await submission.dispose();
  }
}
