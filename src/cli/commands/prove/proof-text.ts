import { basename, relative } from 'node:path';
import { labReference } from '../../../compose/labs.js';
import { shellCommand } from '../../../text/shell-command.js';
import type { Proof, Trial } from '../../../grade/run/known-program.js';
import type { LabProof } from '../../../grade/run/prove-lab.js';
import { countText } from '../../../text/count-text.js';
import { table } from '../../../text/table.js';

/** What a proof says, for people. */
export function proofLines({ lab, proofs, problems, unproved, seed, times }: LabProof): string[] {
  const wrong = proofs.filter(hasProblem);
  const ofLab = [...problems, ...unproved.map((check) => `no wrong program fails ${check}`)];
  const killers = (['server', 'client'] as const).flatMap((role) =>
    (lab.checks?.[role] ?? []).flatMap(({ id }) => {
      const by = proofs.filter(
        ({ program, trials }) =>
          program.kind === 'wrong' && program.role === role && trials.some(({ failed }) => failed.includes(id)),
      );
      return by.length === 0 ? [] : [[`  ${role}`, id, by.map(({ program }) => basename(program.path)).join(' ')]];
    }),
  );
  const often = times === 1 ? '' : `, ${times} times each`;
  return [
    `lab ${lab.number} ${lab.slug}: ${countText(proofs.length, 'program')}${often}, ${wrong.length === 0 && ofLab.length === 0 ? 'proved' : 'not proved'} (seed ${seed})`,
    ...table(killers),
    ...ofLab.map((problem) => `  ${problem}`),
    ...wrong.map((proof) => `  ${relative(lab.folder, proof.program.path)}: ${problemText(proof)}`),
    ...wrong.slice(0, 1).map(({ program, trials }) => {
      const seeded = times === 1 ? [] : ['--seed', String(trials.find(isProblem)?.seed)];
      return `for the reason: ${shellCommand(['wirelab', 'grade', labReference(lab), relative(process.cwd(), program.path), '--role', program.role, ...seeded])}`;
    }),
  ];
}

/** The same as data. */
export function proofJson({ lab, seed, problems, unproved, proofs }: LabProof): object {
  return { lab: lab.slug, seed, problems, unproved, programs: proofs.map((proof) => programJson(lab, proof)) };
}

/** True where the lab and all of its programs are as they have to be. */
export function isProved({ problems, unproved, proofs }: LabProof): boolean {
  return problems.length === 0 && unproved.length === 0 && !proofs.some(hasProblem);
}

function programJson({ folder }: LabProof['lab'], { program: { path, kind, role }, trials }: Proof): object {
  return {
    program: relative(folder, path),
    kind,
    role,
    trials: trials.map((trial) => ({ ...trial, durationMs: Math.round(trial.durationMs) })),
  };
}

function hasProblem({ trials }: Proof): boolean {
  return trials.some(isProblem);
}

function isProblem({ problem }: Trial): boolean {
  return problem !== undefined;
}

/** Each problem once, with how often it was there. */
function problemText({ trials }: Proof): string {
  const counts = new Map<string, number>();
  for (const { problem } of trials) if (problem !== undefined) counts.set(problem, (counts.get(problem) ?? 0) + 1);
  return [...counts]
    .map(([problem, count]) => (trials.length === 1 ? problem : `${problem} (${count} of ${trials.length} times)`))
    .join('; ');
}
