import { readdirSync, readFileSync } from 'node:fs';
import { procfsLink, procfsNames, procfsText } from './procfs.js';

/** A process as the kernel shows it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** False for one that has ended and only waits to be counted by its parent. */
  readonly alive: boolean;
  /** True for one that is about to end: it runs nothing of its own any more. */
  readonly ending: boolean;
  /** Processor time in ms, with that of its children that have ended. */
  readonly cpuMs: number;
  readonly threads: number;
}

const PF_EXITING = 0x4; // include/linux/sched.h
const MS_PER_TICK = 10; // USER_HZ is 100 on the processors that there is a filter for

/** The threads of a process that use a processor, or wait for one. */
export function runnableThreads(pid: number): number[] {
  return threadsThatAre('R', pid);
}

/** Those, and the threads that wait for a disk: what goes on by itself. */
export function busyThreads(pid: number): number[] {
  return threadsThatAre('RD', pid);
}

function threadsThatAre(states: string, pid: number): number[] {
  return procfsNames(`/proc/${pid}/task`)
    .filter((thread) => {
      const text = procfsText(`/proc/${pid}/task/${thread}/stat`);
      return states.includes(text[text.lastIndexOf(')') + 2] ?? ' ');
    })
    .map(Number);
}

/** The numbers of all processes that can be seen from here. */
export function processIds(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
}

/** One process; `undefined` when it is gone. */
export function processEntry(pid: number): ProcessEntry | undefined {
  return entryOf(pid, procfsText(`/proc/${pid}/stat`));
}

/** Understands /proc/PID/stat. */
export function entryOf(pid: number, text: string): ProcessEntry | undefined {
  // The name may hold anything, parentheses and blanks too.
  const end = text.lastIndexOf(')');
  if (end < 0) return undefined;
  const fields = text.slice(end + 2).split(' ');
  const ticks = [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0);
  return {
    pid,
    parent: Number(fields[1]),
    name: text.slice(text.indexOf('(') + 1, end),
    alive: fields[0] !== 'Z' && fields[0] !== 'X',
    ending: (Number(fields[6]) & PF_EXITING) !== 0,
    cpuMs: ticks * MS_PER_TICK,
    threads: Number(fields[17]),
  };
}

/** When a process began, in ticks since the machine did: with its number this tells it from a later one with the same number. */
export function startOf(pid: number): number | undefined {
  const text = procfsText(`/proc/${pid}/stat`);
  const field = text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  return field === undefined || field === '' ? undefined : Number(field);
}

/** All processes that can be seen from here. */
export function processTable(): ProcessEntry[] {
  return processIds()
    .map(processEntry)
    .filter((entry) => entry !== undefined);
}

/** A process and all that it has started, as far as the parents in between live. */
export function treeOf(root: number, table: readonly ProcessEntry[]): ProcessEntry[] {
  const children = new Map<number, ProcessEntry[]>();
  for (const entry of table) {
    const siblings = children.get(entry.parent);
    if (siblings === undefined) children.set(entry.parent, [entry]);
    else siblings.push(entry);
  }
  const tree = table.filter(({ pid }) => pid === root);
  for (const { pid } of tree) {
    // goes on over what is added
    tree.push(...(children.get(pid) ?? []).filter((child) => child.pid !== root));
    children.delete(pid); // the table is not of one moment: numbers that are given out again may make a circle
  }
  return tree;
}

/** Bytes that a process has for itself or shares, without the files that it maps. One that is about to end has none any more. */
export function memoryOf({ pid }: Pick<ProcessEntry, 'pid'>): number {
  const text = procfsText(`/proc/${pid}/status`);
  return kibibytes(text, 'RssAnon') + kibibytes(text, 'RssShmem');
}

/** The same with what is shared divided by those who share it: slow, and right for hundreds of forks. */
export function proportionalMemoryOf(entry: Pick<ProcessEntry, 'pid'>): number {
  try {
    const text = readFileSync(`/proc/${entry.pid}/smaps_rollup`, 'utf8');
    return kibibytes(text, 'Pss_Anon') + kibibytes(text, 'Pss_Shmem');
  } catch (error) {
    // A process can hide this, and then all counts. That it is gone by now says nothing against it.
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EACCES' || code === 'EPERM' ? memoryOf(entry) : 0;
  }
}

/** The words that a process was started with. */
export function commandOf(pid: number): string {
  return procfsText(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
}

/** The number that a process has in the innermost box that it is in. */
export function numberInside(pid: number): number {
  return Number(/^NSpid:.*\s(\d+)$/m.exec(procfsText(`/proc/${pid}/status`))?.[1] ?? NaN);
}

/** The inodes of the sockets that a process has open, and how many descriptors it has in all. */
export function descriptorsOf(pid: number): { readonly sockets: ReadonlySet<number>; readonly count: number } {
  const sockets = new Set<number>();
  const open = procfsNames(`/proc/${pid}/fd`);
  for (const name of open) {
    const inode = /^socket:\[(\d+)\]$/.exec(procfsLink(`/proc/${pid}/fd/${name}`))?.[1];
    if (inode !== undefined) sockets.add(Number(inode));
  }
  return { sockets, count: open.length };
}

function kibibytes(text: string, name: string): number {
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
}
