import { zipSync } from 'fflate';
/** A file of an archive. */
interface ArchivedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const FIRST_OF_1980 = new Date(1980, 0, 1); // the earliest date that a zip can have; it is told as the clock on the wall has it
const UNIX = 3;
const FILE_644 = 0o100644 << 16;

/**
 * A zip archive of these files, in this order. Nothing is compressed and every date is the same, so that the same files are the
 * same bytes, whatever the machine and its library of compression. Each path is in a folder or has an ending.
 */
export function storeZip(files: readonly ArchivedFile[]): Uint8Array {
  // An object would put these in another order, or lose them.
  const odd = files.find(({ path }) => /^(?:\d+|__proto__)$/.test(path));
  if (odd !== undefined) throw new RangeError(`${odd.path} cannot be the name of a file at the top of an archive`);
  const entries = Object.fromEntries(files.map(({ path, bytes }) => [path, bytes]));
  return zipSync(entries, { level: 0, mtime: FIRST_OF_1980, os: UNIX, attrs: FILE_644 });
}
