import { patientClock } from '../sandbox/patient-clock.js';
import { busyThreads, processEntry, runnableThreads } from '../sandbox/process-table.js';
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
const RESTS_WITHIN_MS = 500;
const REST_LOOKS = 2; // in a row: one goes through the threads one by one, and a thread may wake another that was looked at already
const REST_EVERY_MS = 3;
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
    if (look > 0) await new Promise((resolve) => { setTimeout(resolve, EVERY_MS); });
    for (const thread of pids.flatMap(runnableThreads)) seen.set(thread, (seen.get(thread) ?? 0) + 1);
    // Nobody can come to that many any more.
    if (look >= MOST_PAUSES && Math.max(0, ...seen.values()) < look + 1 - MOST_PAUSES) return false;
  }
  return true;
}

/**
 * Waits until no thread of a program has anything to do, at most half a second: what was done to it has had its effect then, also where a thread
 * that nobody waits for meets it. False when the program has ended.
 */
export async function comesToRest(program: Pick<Program, 'snapshot'>): Promise<boolean> {
  const end = patientClock.felt() + RESTS_WITHIN_MS;
  for (let looks = 0; ; ) {
    const { processes } = program.snapshot();
    const [main] = processes;
    if (main === undefined || processEntry(main.pid)?.alive !== true) return false;
    looks = processes.some(({ pid }) => busyThreads(pid).length > 0) ? 0 : looks + 1;
    if (looks === REST_LOOKS || patientClock.felt() > end) return true;
    await new Promise((resolve) => { setTimeout(resolve, REST_EVERY_MS); });
  }
}
