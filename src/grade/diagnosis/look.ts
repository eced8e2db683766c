import { runnableThreads } from '../sandbox/process-table.js';
import type { Program, Snapshot } from '../sandbox/program.js';
import { waitsOf, type Wait } from '../sandbox/waits.js';

/** What a program does while it should do something else. */
export interface Look extends Snapshot {
  /** In which calls its threads wait. */
  readonly waits: readonly Wait[];
  /** It computes all the time. */
  readonly isBusy: boolean;
}

const LOOKS = 14;
const EVERY_MS = 11;
const MOST_PAUSES = 2; // looks at which a thread that computes all the time may be found waiting, for a lock perhaps

/** Looks at a program for as long as it takes to see whether it computes. */
export async function lookAt(program: Pick<Program, 'snapshot'>): Promise<Look> {
  const snapshot = program.snapshot();
  const pids = snapshot.processes.map(({ pid }) => pid);
  const isBusy = await computes(pids);
  return { ...snapshot, waits: waitsOf(pids), isBusy };
}

/** True where a thread of these processes wants a processor all the time. How much it gets of one says less: others may use it. */
export async function computes(pids: readonly number[]): Promise<boolean> {
  const seen = new Map<number, number>();
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0)
      await new Promise((resolve) => {
        setTimeout(resolve, EVERY_MS);
      });
    for (const thread of pids.flatMap(runnableThreads)) seen.set(thread, (seen.get(thread) ?? 0) + 1);
    // Nobody can come to that many any more.
    if (look >= MOST_PAUSES && Math.max(0, ...seen.values()) < look + 1 - MOST_PAUSES) return false;
  }
  return true;
}
