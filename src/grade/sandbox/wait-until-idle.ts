import { setTimeout } from 'node:timers/promises';
import { patientClock } from './patient-clock.js';
import { busyThreads, type ProcessEntry } from './process-table.js';

const WITHIN_MS = 500;
const LOOKS = 2; // in a row: one goes through the threads one by one, and a thread may wake another that was looked at already
const FIRST_MS = 2;
const GROWTH = 1.5;
const MOST_MS = 30;

/** The program that is to come to rest. */
export interface Restless {
  /** False when the program itself has ended. */
  readonly goesOn: () => boolean;
  readonly tree: () => readonly ProcessEntry[];
}

/** Waits until no thread of a program has anything to do; of one that never rests for half a second. False when it has ended. */
export async function waitUntilIdle({ goesOn, tree }: Restless): Promise<boolean> {
  const end = patientClock.elapsed() + WITHIN_MS;
  let gap = FIRST_MS;
  for (let quiet = 0; goesOn();) {
    quiet = tree().some(({ pid }) => busyThreads(pid).length > 0) ? 0 : quiet + 1;
    if (quiet === LOOKS || patientClock.elapsed() > end) return true;
    const ms = quiet > 0 ? FIRST_MS : gap;
    gap = Math.min(gap * GROWTH, MOST_MS);
    await setTimeout(ms);
  }
  return false;
}
