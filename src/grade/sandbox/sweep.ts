import { setTimeout } from 'node:timers/promises';
import { processTable, treeOf } from './process-table.js';

const AGAIN_MS = 2;
const GIVE_UP_MS = 5000;

/** What was found after a program had been killed. */
export interface Swept {
  /** What could not be ended; empty, or the box is broken. */
  readonly left: readonly string[];
  /** What was still running and was killed one by one. */
  readonly killed: readonly string[];
  readonly ms: number;
}

/**
 * Kills all that runs in this box, besides its first process, this one, and the trees of the programs that go on. bwrap's --die-with-parent misses a
 * program whose parent is killed very early; here it is found, whoever is its parent now.
 */
export async function sweep(going: () => Iterable<number>): Promise<Swept> {
  const begin = performance.now();
  const killed = new Map<number, string>();
  for (;;) {
    const others = strangers(going());
    const ms = performance.now() - begin;
    if (others.length === 0 || ms > GIVE_UP_MS)
      return { left: others.map(({ name }) => name), killed: [...killed.values()], ms };
    for (const { pid, name } of others) {
      killed.set(pid, name);
      kill(pid);
    }
    await setTimeout(AGAIN_MS);
  }
}

/** Kills all other processes of this box at once, and waits until they are gone: for when this process ends. Never outside a box. */
export function killAllOthers(): void {
  const begin = performance.now();
  while (strangers([]).length > 0 && performance.now() - begin < GIVE_UP_MS) kill(-1); // all but the first process and this one
}

function strangers(going: Iterable<number>): { readonly pid: number; readonly name: string }[] {
  const table = processTable();
  const known = new Set([1, process.pid]);
  for (const root of going) for (const { pid } of treeOf(root, table)) known.add(pid);
  return table.filter(({ pid, alive }) => alive && !known.has(pid));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
