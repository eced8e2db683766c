import { processEntry } from '../sandbox/process-table.js';
import type { Program, Snapshot } from '../sandbox/program.js';
import { waitsOf, type Wait } from '../sandbox/waits.js';

/** What a program does while it should do something else. */
export interface Look extends Snapshot {
  /** In which calls its threads wait. */
  readonly waits: readonly Wait[];
  /** It computes all the time. */
  readonly isBusy: boolean;
}

const LOOKS_MS = 150;
const BUSY = 0.6; // of the time between two looks

/** Looks at a program for as long as it takes to see whether it computes. */
export async function lookAt(program: Pick<Program, 'snapshot'>): Promise<Look> {
  const snapshot = program.snapshot();
  const pids = snapshot.processes.map(({ pid }) => pid);
  const isBusy = await computes(pids);
  return { ...snapshot, waits: waitsOf(pids), isBusy };
}

/** True where these processes use a processor without a pause. On a machine that is busy itself they get less of it, and this may miss it. */
export async function computes(pids: readonly number[]): Promise<boolean> {
  const begin = performance.now();
  const before = processorTime(pids);
  await new Promise((resolve) => { setTimeout(resolve, LOOKS_MS); });
  return processorTime(pids) - before >= BUSY * (performance.now() - begin);
}

function processorTime(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (processEntry(pid)?.cpuMs ?? 0), 0);
}
