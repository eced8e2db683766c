import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';

const TICKS = 100; // of the clock in /proc, in a second: so on every Linux that Node runs on

/** Processor time that the processes have used, in seconds; undefined where the system does not tell. */
export function cpuSeconds(pids: readonly number[]): number | undefined {
  return sum(pids, (pid) => {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, 'latin1');
    // The name, in parentheses, can hold anything; the 12th and 13th fields behind it are user and kernel time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS;
  });
}

/** Memory of the processes, in KiB; undefined where the system does not tell. */
export function memoryKib(pids: readonly number[]): number | undefined {
  return sum(pids, (pid) =>
    Number(/^Rss:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'latin1'))?.[1]),
  );
}

/** Processor time that all programs together have used, in seconds. */
export function machineSeconds(): number {
  return cpus().reduce((total, { times }) => total + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}

/** Processor time that this process has used, in seconds. */
export function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function sum(pids: readonly number[], read: (pid: number) => number): number | undefined {
  if (pids.length === 0) return undefined;
  try {
    const total = pids.reduce((so, pid) => so + read(pid), 0);
    return Number.isFinite(total) ? total : undefined;
  } catch {
    return undefined;
  }
}
