import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Writes a file so that whoever reads it finds either all of the old content or all of the new, whatever happens meanwhile. A link
 * goes on to be one, and a file keeps its mode; a pipe or a device, which cannot be replaced, is written to.
 */
export async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  const old = await statOf(path);
  if (old !== undefined && !old.isFile()) {
    await writeFile(path, content);
    return;
  }
  const place = old === undefined ? path : await realpath(path);
  const draft = `${place}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    // Not write-file-atomic: on a disk that gets full it takes half a file for a whole one.
    const file = await open(draft, 'wx');
    try {
      if (old !== undefined) await file.chmod(old.mode);
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch {
    return undefined; // it is not there, or what is wrong with it shows when it is written
  }
}
