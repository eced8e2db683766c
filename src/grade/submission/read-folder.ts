import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EntryCollector } from './entry-collector.js';
import { readBounded } from '../../files/read-bounded.js';
import type { SubmissionLimits } from './submission-limits.js';
import type { Contents } from './submitted-file.js';

/** The files of a folder. Links are not followed, and what is no file (a pipe, a socket) is not opened. */
export async function readFolder(folder: string, limits: SubmissionLimits): Promise<Contents> {
  const collector = new EntryCollector(limits, false);
  const visit = async (path: string): Promise<void> => {
    const entries = await readdir(join(folder, path), { withFileTypes: true }).catch(() => {
      collector.leave(path, 'a folder that cannot be read');
      return [];
    });
    // In the same order on every machine: a limit then falls on the same file.
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (collector.folder(name)) await visit(name);
      } else if (entry.isFile()) {
        await takeFile(join(folder, name), name, collector);
      } else {
        collector.other(name, entry.isSymbolicLink() ? 'a symbolic link' : 'no plain file');
      }
    }
  };
  await visit('');
  return collector.contents();
}

/** One file by itself. */
export async function readSingleFile(path: string, name: string, limits: SubmissionLimits): Promise<Contents> {
  const collector = new EntryCollector(limits, false);
  await takeFile(path, name, collector);
  return collector.contents();
}

async function takeFile(path: string, name: string, collector: EntryCollector): Promise<void> {
  // NOFOLLOW: it may have become a link since it was listed. NONBLOCK: or a pipe, at which opening would wait.
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(
    (error: unknown) => {
      collector.leave(name, `a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
      return undefined;
    },
  );
  if (handle === undefined) return;
  try {
    const about = await handle.stat();
    if (!about.isFile()) {
      collector.other(name, 'no plain file');
      return;
    }
    const wanted = collector.file(name, about.size);
    if (wanted !== undefined)
      collector.add(wanted, await readBounded(handle.createReadStream({ autoClose: false }), wanted.limit));
  } finally {
    await handle.close();
  }
}
