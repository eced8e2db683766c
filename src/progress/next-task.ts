import { defined } from '../core/defined.js';
import type { NumberedLab } from '../lab/numbered-lab.js';
import { isDone, WORK, type Progress, type Result, type Work } from './progress.js';

/** A piece of work, and what came of it last. */
export interface Task {
  readonly lab: NumberedLab;
  readonly work: Work;
  readonly last?: Result;
}

/** All work of the labs, in the order in which it is best done. */
export function tasks(labs: readonly NumberedLab[], progress: Progress): readonly Task[] {
  return [...labs]
    .sort((a, b) => a.number - b.number)
    .flatMap((lab) =>
      WORK.filter((work) => isAsked(lab, work)).map((work): Task => {
        const last = progress.labs[lab.slug]?.[work];
        return { lab, work, ...defined({ last }) };
      }),
    );
}

/** What to do next: the first that is not done; `undefined` when all is. */
export function nextTask(labs: readonly NumberedLab[], progress: Progress): Task | undefined {
  return tasks(labs, progress).find(({ last }) => !isDone(last));
}

function isAsked({ checks, questions }: NumberedLab, work: Work): boolean {
  return (work === 'answers' ? (questions ?? []) : (checks?.[work] ?? [])).length > 0;
}
