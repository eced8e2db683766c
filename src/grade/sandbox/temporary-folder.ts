import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEntry, startOf } from './process-table.js';

/** A folder of this process that is gone when the process is, or when the next one makes such a folder. */
export interface TemporaryFolder {
  readonly path: string;
  readonly remove: () => void;
}

/** How a folder is removed: `mounts` never with all that is in it, as what is mounted there is the grader's own code. */
type Kind = 'files' | 'mounts';

// The name tells whose it is: process numbers count within a namespace, and are given out again. It tells nothing else, as a box shows the names
// of what is bound into it.
const NAME = /^wirelab-(m?)(\d+)-(\d+)-(\d+)-\w{6}$/;

const own = new Map<string, Kind>();
const looked = new Set<string>();
process.on('exit', () => {
  for (const path of own.keys()) remove(path);
});

/** Makes a folder that nobody else can write to, and removes those of graders that were killed. */
export function temporaryFolder(kind: Kind = 'files', parent = tmpdir()): TemporaryFolder {
  if (!looked.has(parent)) {
    looked.add(parent);
    removeAbandoned(parent);
  }
  const path = mkdtempSync(
    join(parent, `wirelab-${kind === 'mounts' ? 'm' : ''}${namespace()}-${process.pid}-${startOf(process.pid) ?? 0}-`),
  );
  own.set(path, kind);
  return {
    path,
    remove: () => {
      remove(path);
    },
  };
}

/** Removes what graders of this user have left that are gone. */
function removeAbandoned(parent = tmpdir()): void {
  for (const name of listed(parent)) {
    const [, mounts, where, pid, start] = NAME.exec(name) ?? [];
    if (where === undefined || where !== namespace() || !isGone(Number(pid), Number(start))) continue;
    const path = join(parent, name);
    if (lstatSync(path, { throwIfNoEntry: false })?.uid === process.getuid?.())
      clear(path, mounts === 'm' ? 'mounts' : 'files');
  }
}

/** True when no process has this number, or one that began at another time. */
function isGone(pid: number, start: number): boolean {
  return processEntry(pid)?.alive !== true || startOf(pid) !== start;
}

function remove(path: string): void {
  const kind = own.get(path);
  if (kind === undefined) return;
  clear(path, kind);
  own.delete(path);
}

function clear(path: string, kind: Kind): void {
  try {
    if (kind === 'mounts') clearMounts(path);
    else clearFiles(path);
  } catch {
    // Somebody else removes it too, or it is held: the next one tries again.
  }
}

/** Where something is mounted there are empty folders, some in a folder made for them, and empty files; what is not empty stays. */
function clearMounts(path: string, depth = 2): void {
  for (const name of listed(path)) {
    const place = join(path, name);
    const stat = statSync(place);
    if (stat.isDirectory() && depth > 1) clearMounts(place, depth - 1);
    else if (stat.isDirectory()) rmdirSync(place);
    else if (stat.size === 0) unlinkSync(place);
  }
  rmdirSync(path);
}

function clearFiles(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    open(path); // a program without a sandbox has closed a folder of its own
    rmSync(path, { recursive: true, force: true });
  }
}

function open(folder: string): void {
  if (!lstatSync(folder).isDirectory()) return;
  chmodSync(folder, 0o700);
  for (const name of listed(folder)) open(join(folder, name));
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

let known: string | undefined;

/** The number of this process's namespace of processes; 0 where there are none. */
function namespace(): string {
  if (known !== undefined) return known;
  try {
    known = /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
  } catch {
    known = '0';
  }
  return known;
}
