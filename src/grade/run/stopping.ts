import type { Lab } from '../../lab/lab.js';
import type { Diagnosis } from '../submission/diagnosis.js';

/** What keeps a submission from being graded, as far as its source shows. What it takes as arguments need not be known where the checks give them. */
export function stopping(diagnoses: readonly Diagnosis[], { checks }: Pick<Lab, 'checks'>): Diagnosis | undefined {
  const all = [...(checks?.server ?? []), ...(checks?.client ?? [])];
  const givesArguments = all.some(({ script: play }) => 'steps' in play && play.start?.arguments !== undefined);
  return diagnoses.find(({ stops, kind }) => stops && !(kind === 'arguments' && givesArguments));
}
