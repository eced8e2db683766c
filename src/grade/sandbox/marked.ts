import { readFileSync } from 'node:fs';
import { commandOf, processEntry, processIds } from './process-table.js';

const NAME = 'WIRELAB_RUN';
const GIVE_UP_MS = 2000;

/** The variable that marks a program without a sandbox, and all that it starts: with a worker's word, a dot, and a number of its own. */
export function markOf(word: string): Readonly<Record<string, string>> {
  return { [NAME]: word };
}

/**
 * Kills all processes that have the mark, or one that begins with it and a dot, and returns what they were. A program that leaves its group, its session and its parents keeps its environment;
 * one that wants to hide can change that, and then only a sandbox helps.
 */
export function killMarked(word: string): string[] {
  const killed = new Map<number, string>();
  const begin = performance.now();
  for (;;) {
    const found = processIds().filter((pid) => pid !== process.pid && hasMark(pid, word));
    if (found.length === 0 || performance.now() - begin > GIVE_UP_MS) return [...killed.values()];
    for (const pid of found) {
      killed.set(pid, commandOf(pid));
      kill(pid);
    }
  }
}

function hasMark(pid: number, word: string): boolean {
  if (processEntry(pid)?.alive !== true) return false;
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
      .split('\0')
      .some((entry) => entry === `${NAME}=${word}` || entry.startsWith(`${NAME}=${word}.`));
  } catch {
    return false; // another user's, or it has just ended
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
