import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import type * as TarStream from 'tar-stream';
import { storeZip } from '../files/store-zip.js';
import { replaceFile } from '../files/replace-file.js';
import { readBounded } from '../files/read-bounded.js';
import type { PackedFile } from './folder-files.js';

/** A pack cannot be written there. The message is one line. */
export class PackPathError extends Error {
  override readonly name = 'PackPathError';
}

const FIRST_OF_1980 = new Date(Date.UTC(1980, 0, 1));

/** Writes a pack as a zip, a tar.gz or a folder, by the ending of the path. The same files give the same bytes. */
export async function writePack(path: string, files: readonly PackedFile[]): Promise<void> {
  const sorted = [...files].sort((one, other) => (one.path < other.path ? -1 : 1));
  const isZip = /\.zip$/i.test(path);
  if (isZip || /\.(?:tar\.gz|tgz)$/i.test(path)) {
    if (!existsSync(dirname(path))) throw new PackPathError(`${path}: there is no folder ${dirname(path)}`);
    await replaceFile(path, isZip ? storeZip(sorted) : await gzippedTar(sorted));
    return;
  }
  // What lies there already could be taken for a part of the pack, a key for instance.
  if (existsSync(path) && readdirSync(path).length > 0)
    throw new PackPathError(`${path} is not empty: name a new folder`);
  const made = await mkdir(path, { recursive: true });
  try {
    for (const file of sorted) {
      const place = join(path, file.path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, file.bytes, { flag: 'wx' });
    }
  } catch (error) {
    // Half a pack looks like a whole one, and is in the way of the next.
    for (const left of made === undefined ? readdirSync(path).map((name) => join(path, name)) : [made])
      await rm(left, { recursive: true, force: true });
    throw error;
  }
}

async function gzippedTar(files: readonly PackedFile[]): Promise<Uint8Array> {
  // Its default export, which its types leave out, is all that a bundle has.
  const {
    default: { pack },
  } = (await import('tar-stream')) as unknown as { readonly default: typeof TarStream };
  const tar = pack();
  const bytes = readBounded(tar, Number.MAX_SAFE_INTEGER);
  for (const { path, bytes: content } of files)
    tar.entry({ name: path, mode: 0o644, mtime: FIRST_OF_1980 }, Buffer.from(content));
  tar.finalize();
  const zipped = gzipSync(await bytes, { level: constants.Z_BEST_COMPRESSION });
  zipped[9] = 255; // no operating system: zlib would name the one it was built on
  return zipped;
}
