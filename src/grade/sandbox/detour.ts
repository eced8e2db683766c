import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './temporary-folder.js';

/** A way for another user to what lies in folders that only root may enter. */
export interface Detour {
  /** Where that user finds what is at this path. */
  readonly from: (path: string) => string;
  /** The command that opens the way, and then does what follows it. */
  readonly words: readonly string[];
  /** Removes what was made for it. */
  readonly remove: () => void;
}

const OTHERS_ENTER = 0o001;

// Mounts that only this command and what it starts can see: pairs of source and target, an empty word, and the command.
const MOUNT = 'while [ -n "$1" ]; do mount --bind "$1" "$2" || exit 125; shift 2; done; shift; exec "$@"';

/** The way to these paths as another user: direct, or where a folder above is closed, by mounts in a namespace of its own. For root only. */
export function detour(paths: readonly string[]): Detour {
  const closed = [...new Set(paths)].filter((path) => !isReachable(path));
  if (closed.length === 0) return { from: (path) => path, words: [], remove: () => undefined };
  const { path: folder, remove } = temporaryFolder('mounts');
  chmodSync(folder, 0o755);
  const targets = new Map(closed.map((path, i) => [path, join(folder, String(i))]));
  for (const [path, target] of targets) {
    if (statSync(path).isDirectory()) mkdirSync(target);
    else writeFileSync(target, '');
  }
  return {
    from: (path) => targets.get(path) ?? path,
    words: ['unshare', '--mount', '--', '/bin/sh', '-c', MOUNT, 'sh', ...[...targets].flat(), ''],
    remove,
  };
}

/** True when every user may enter all folders above. */
function isReachable(path: string): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & OTHERS_ENTER) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
