import type { PatientClock } from '../sandbox/patient-clock.js';

const LOOK_MS = 5;

/**
 * Waits until so many connections were `refused`, or `isOver`. Tells whether they were; where the system does not count, nobody
 * knows more after `ms`.
 */
export async function refusedTimes(
  times: number,
  refused: () => number,
  isOver: () => boolean,
  clock: Pick<PatientClock, 'elapsed'>,
  ms: number,
): Promise<boolean> {
  const deadline = clock.elapsed() + ms;
  while (refused() < times) {
    if (isOver() || clock.elapsed() > deadline) return false;
    await new Promise((resolve) => {
      setTimeout(resolve, LOOK_MS);
    });
  }
  return true;
}
