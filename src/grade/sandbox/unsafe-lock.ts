import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { processEntry, startOf } from './process-table.js';

const AGAIN_MS = 100;

let tries = 0;

/** How a lock is waited for. */
export interface LockWait {
  readonly signal?: AbortSignal;
  /** Told once, in one line, when another grader has the lock. */
  readonly waits?: (line: string) => void;
}

/** Where this user's lock lies. */
export function lockPath(): string {
  const uid = process.getuid?.() ?? 0;
  const runtime = `/run/user/${uid}`;
  const isThere = statSync(runtime, { throwIfNoEntry: false })?.uid === uid;
  return join(isThere ? runtime : tmpdir(), `wirelab-unsafe-${uid}.lock`);
}

/** Waits for this user's lock; what a grader that is gone has left counts for nothing. Resolves to what gives it back. */
export async function unsafeLock({ signal, waits }: LockWait = {}): Promise<() => void> {
  const path = lockPath();
  const mine = `${process.pid} ${startOf(process.pid) ?? 0}`;
  for (let isFirst = true; ; isFirst = false) {
    signal?.throwIfAborted();
    if (take(path, mine))
      return () => {
        release(path, mine);
      };
    const owner = read(path);
    if (owner === undefined) continue;
    if (!lives(owner)) {
      removeStale(path, owner);
      continue;
    }
    if (isFirst)
      waits?.(
        `process ${owner.split(' ')[0] ?? ''} grades without a sandbox now, and that goes one at a time: waiting for it (${path})`,
      );
    await setTimeout(AGAIN_MS);
  }
}

/** Whole from its first moment: who finds the file finds its owner in it. */
function take(path: string, mine: string): boolean {
  const draft = beside(path);
  writeFileSync(draft, mine, { flag: 'wx' });
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft, { force: true });
  }
}

function release(path: string, mine: string): void {
  if (read(path) === mine) rmSync(path, { force: true });
}

/** Of two that find it stale one may be so late that the other has the lock by then: it is looked at again where nobody else does, and put back. */
function removeStale(path: string, owner: string): void {
  const aside = beside(path);
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  try {
    if (read(aside) !== owner) linkSync(aside, path);
  } catch {
    // Somebody has taken it meanwhile.
  } finally {
    rmSync(aside, { force: true });
  }
}

function lives(owner: string): boolean {
  const [pid = NaN, start] = owner.split(' ').map(Number);
  return Number.isInteger(pid) && processEntry(pid)?.alive === true && (start === undefined || startOf(pid) === start);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function beside(path: string): string {
  return `${path}.${process.pid}.${tries++}`;
}
