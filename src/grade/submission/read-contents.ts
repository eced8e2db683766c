import { open, realpath, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readFolder, readSingleFile } from './read-folder.js';
import { readTar } from './read-tar.js';
import { readZip } from './read-zip.js';
import { Refusal } from './refusal.js';
import type { SubmissionLimits } from './submission-limits.js';
import { withoutWrapper, type Contents } from './submitted-file.js';

/** There is nothing at the path that was given: a mistake of who grades, not of who handed in. */
export class SubmissionPathError extends Error {
  override readonly name = 'SubmissionPathError';
}

/** The files of a submission: a file, a folder, or an archive, which is told by its first bytes. Throws a Refusal, or a SubmissionPathError. */
export async function readContents(path: string, limits: SubmissionLimits): Promise<Contents> {
  const real = await realpath(path).catch((error: unknown) => {
    throw new SubmissionPathError(
      `${path}: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file or folder' : String(error)}`,
    );
  });
  const about = await stat(real);
  if (about.isDirectory()) return withoutWrapper(await readFolder(real, limits));
  if (!about.isFile()) throw new SubmissionPathError(`${path}: neither a file nor a folder`);
  const kind = await kindOf(real);
  if (kind === 'file') return readSingleFile(real, basename(path), limits);
  if (about.size > limits.archiveBytes)
    throw new Refusal(undefined, `an archive of ${about.size} bytes, limit is ${limits.archiveBytes}`);
  return withoutWrapper(kind === 'zip' ? await readZip(real, limits) : await readTar(real, kind === 'gzip', limits));
}

type Kind = 'zip' | 'gzip' | 'tar' | 'file';

const OTHERS: readonly (readonly [start: string, what: string])[] = [
  ['Rar!', 'a RAR archive'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['BZh', 'a bzip2 archive'],
  ['\xfd7zXZ', 'an xz archive'],
];

async function kindOf(path: string): Promise<Kind> {
  const head = Buffer.alloc(512);
  const handle = await open(path);
  try {
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    const start = head.toString('latin1', 0, 8);
    const other = OTHERS.find(([sign]) => start.startsWith(sign));
    if (other !== undefined) throw new Refusal(undefined, `${other[1]}: pack it as .zip or .tar.gz`);
    const ending = /\.(zip|tgz|tar\.gz|tar|gz)$/i.exec(path)?.[1]?.toLowerCase();
    if (start.startsWith('PK') || ending === 'zip') return 'zip';
    if (start.startsWith('\x1f\x8b') || (ending?.endsWith('gz') ?? false)) return 'gzip';
    return ending === 'tar' || (bytesRead === head.length && head.toString('latin1', 257, 262) === 'ustar')
      ? 'tar'
      : 'file';
  } finally {
    await handle.close();
  }
}
