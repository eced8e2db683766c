import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SandboxError } from './sandbox-error.js';
import { temporaryFolder } from './temporary-folder.js';

/** A way for another user to what lies in folders that only root may enter. */
export interface BindMounts {
  /** Where that user finds what is at this path. */
  readonly from: (path: string) => string;
  /** The command that opens the way, and then does what follows it. */
  readonly words: readonly string[];
  /** Removes what was made for it. */
  readonly remove: () => void;
}

const OTHERS_ENTER = 0o001;
const OTHERS_READ = 0o005;

// Mounts that only this command and what it starts can see: pairs of source and target, an empty word, and the command.
const MOUNT = 'while [ -n "$1" ]; do mount --bind "$1" "$2" || exit 125; shift 2; done; shift; exec "$@"';

/**
 * The way to these paths as another user: direct, or where a folder above is closed, by mounts in a namespace of its own. A folder that is closed itself
 * is made anew there with all that it holds. For root only. Throws a SandboxError where that does not help: what it holds is closed too.
 */
export function bindMounts(paths: readonly string[]): BindMounts {
  const closed = [...new Set(paths)].filter((path) => !isReachable(path) || isClosed(path));
  if (closed.length === 0) return { from: (path) => path, words: [], remove: () => undefined };
  const within = closed.filter(isClosed).flatMap(entriesOf).find(isClosed);
  if (within !== undefined)
    throw new SandboxError(
      `the box runs as a user of its own, and ${within} can be read by its owner only`,
      `chmod -R o+rX ${dirname(within)}`,
    );
  const { path: folder, remove } = temporaryFolder('mounts');
  chmodSync(folder, 0o755);
  const targets = new Map(closed.map((path, i) => [path, join(folder, String(i))]));
  const mounts: string[] = [];
  const mount = (source: string, target: string): void => {
    if (statSync(source).isDirectory()) mkdirSync(target);
    else writeFileSync(target, '');
    mounts.push(source, target);
  };
  for (const [path, target] of targets) {
    if (!isClosed(path)) {
      mount(path, target);
      continue;
    }
    mkdirSync(target);
    for (const entry of entriesOf(path)) mount(entry, join(target, basename(entry)));
  }
  return {
    from: (path) => targets.get(path) ?? path,
    words: ['unshare', '--mount', '--', '/bin/sh', '-c', MOUNT, 'sh', ...mounts, ''],
    remove,
  };
}

/** What a folder holds, without hidden files: no code is in them. */
function entriesOf(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path));
}

/** True for a folder that other users may not read. */
function isClosed(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && (stat.mode & OTHERS_READ) !== OTHERS_READ;
}

/** True when every user may enter all folders above. */
function isReachable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & OTHERS_ENTER) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
