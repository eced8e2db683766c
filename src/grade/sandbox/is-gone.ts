import { setTimeout } from 'node:timers/promises';
import { processEntry } from './process-table.js';

const AGAIN_MS = 2;

/** Waits until a process has ended. One that ended and was not yet counted by its parent has: of a namespace's first process that means that nobody else is left. */
export async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const begin = performance.now();
  while (processEntry(pid)?.alive === true) {
    if (performance.now() - begin > withinMs) return false;
    await setTimeout(AGAIN_MS);
  }
  return true;
}
