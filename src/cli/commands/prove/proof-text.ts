import { basename, relative } from 'node:path';
import { labReference } from '../../../compose/labs.js';
import { shellCommand } from '../../../text/shell-command.js';
import type { Proof, Trial } from '../../../grade/run/prove-lab.js';
import type { NumberedLab } from '../../../lab/numbered-lab.js';
import { countText } from '../../../text/count-text.js';
import { table } from '../../../text/table.js';

/** What was found out about a lab. `faults`: what is wrong with the lab itself. */
export interface ProvedLab {
  readonly lab: NumberedLab;
  readonly proofs: readonly Proof[];
  readonly problems: readonly string[];
  readonly seed: number;
  readonly times: number;
}

export function proofLines({ lab, proofs, problems: faults, seed, times }: ProvedLab): string[] {
  const problems = proofs.filter(hasProblem);
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
    `lab ${lab.number} ${lab.slug}: ${countText(proofs.length, 'program')}${often}, ${problems.length === 0 && faults.length === 0 ? 'proved' : 'not proved'} (seed ${seed})`,
    ...table(killers),
    ...faults.map((failure) => `  ${failure}`),
    ...problems.map((proof) => `  ${relative(lab.folder, proof.program.path)}: ${problemText(proof)}`),
    ...problems.slice(0, 1).map(({ program, trials }) => {
      const seeded = times === 1 ? [] : ['--seed', String(trials.find(isProblem)?.seed)];
      return `for the reason: ${shellCommand(['wirelab', 'grade', labReference(lab), relative(process.cwd(), program.path), '--role', program.role, ...seeded])}`;
    }),
  ];
}

export function proofJson(lab: NumberedLab, { program, trials }: Proof): object {
  const { path, kind, role } = program;
  return {
    program: relative(lab.folder, path),
    kind,
    role,
    trials: trials.map((trial) => ({ ...trial, durationMs: Math.round(trial.durationMs) })),
  };
}

export function hasProblem({ trials }: Proof): boolean {
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
