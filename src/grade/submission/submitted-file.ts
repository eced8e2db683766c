import { createHash } from 'node:crypto';
import type { LeftOut } from './left-out.js';

/** One file of a submission. `path` is relative, with `/` between its parts. */
export interface SubmittedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What a submission consists of, before anything is written. */
export interface Contents {
  readonly files: readonly SubmittedFile[];
  readonly leftOut: readonly LeftOut[];
}

/** SHA-256 over names and bytes, in hex: the same for a folder and any archive of it. */
export function sha256Of(files: readonly SubmittedFile[]): string {
  const hash = createHash('sha256');
  // Lengths go first, so that a name cannot run into the bytes. Sorted by code units: no locale changes the order.
  for (const { path, bytes } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${Buffer.byteLength(path)} ${bytes.length} ${path}`).update(bytes);
  }
  return hash.digest('hex');
}

const SOURCE_FOLDER = /^(?:src|source|lib|app|bin|cmd|com|org|net|edu|main|test)\/$/i;

/**
 * The same files without the folders that hold everything else (`handin-final/`): an archive of the folder and one of what is in it
 * are the same submission. Folders of source keep their names, as programs and people use them.
 */
export function withoutWrapper({ files, leftOut }: Contents): Contents {
  const folder = /^[^/]+\//.exec(files[0]?.path ?? '')?.[0];
  if (
    folder === undefined ||
    SOURCE_FOLDER.test(folder) ||
    !files.every(({ path }) => path.startsWith(folder)) ||
    files.some(({ path }) => path === `${folder}__init__.py`)
  ) {
    return { files, leftOut };
  }
  const shorter = (path: string): string => (path.startsWith(folder) ? path.slice(folder.length) : path);
  return withoutWrapper({
    files: files.map(({ path, bytes }) => ({ path: shorter(path), bytes })),
    leftOut: leftOut.map(({ path, why }) => ({ path: shorter(path), why })),
  });
}
