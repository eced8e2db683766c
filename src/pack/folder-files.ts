import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SubmittedFile } from '../grade/submission/submitted-file.js';

/** One file of a pack: its path with `/`, and what is in it. */
export type PackedFile = SubmittedFile;

/** The files below a folder, by name; none where there is no such folder. What is no plain file is left out. */
export function folderFiles(folder: string, to: string): PackedFile[] {
  let entries;
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter(
      (entry) =>
        entry.isFile() &&
        !/^(?:\.|__pycache__)|\.(?:pyc|class|o)$/.test(entry.name) &&
        !entry.parentPath.split(sep).includes('__pycache__'),
    )
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return {
        path: `${to}/${relative(folder, path).split(sep).join('/')}`,
        bytes: Uint8Array.from(readFileSync(path)),
      };
    });
}

/** A file of text. */
export function textFile(path: string, text: string): PackedFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
