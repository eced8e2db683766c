import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { EntryCollector } from './entry-collector.js';
import { readBounded } from '../../files/read-bounded.js';
import { libraryWords, Refusal, shownName } from './refusal.js';
import type { SubmissionLimits } from './submission-limits.js';
import type { Contents } from './submitted-file.js';

const KIND = 0o170000; // of a Unix mode
const KINDS: Readonly<Record<number, string>> = {
  0o120000: 'a symbolic link',
  0o060000: 'a device',
  0o020000: 'a device',
  0o010000: 'a named pipe',
  0o140000: 'a socket',
};
const FILE = 0o100000;
const FOLDER = 0o040000;
const NAME_IS_UTF8 = 0x800;

/** The files of a zip archive. Throws a Refusal. */
export async function readZip(path: string, limits: SubmissionLimits): Promise<Contents> {
  const yauzl = (await import('yauzl')).default;
  const collector = new EntryCollector(limits, true);
  try {
    // Names are decoded here, so that what is refused is named in our words.
    const zip = await yauzl.openPromise(path, { decodeStrings: false, validateEntrySizes: true });
    for await (const entry of zip.eachEntry()) {
      const utf8 = isUtf8(entry.fileNameRaw) ? NAME_IS_UTF8 : 0;
      await takeEntry(
        zip,
        entry,
        yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag | utf8, entry.fileNameRaw, entry.extraFields, true),
        collector,
      );
    }
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal(undefined, `a zip archive that cannot be read: ${libraryWords(error)}`);
  }
  return collector.contents();
}

async function takeEntry(zip: ZipFile, entry: Entry, name: string, collector: EntryCollector): Promise<void> {
  const kind = (entry.externalFileAttributes >>> 16) & KIND;
  const isFolder = name.endsWith('/');
  if (kind !== 0 && kind !== (isFolder ? FOLDER : FILE)) {
    collector.other(name, KINDS[kind] ?? 'an entry of an unknown kind');
    return;
  }
  if (isFolder) {
    if (entry.uncompressedSize > 0) throw new Refusal(shownName(name), 'a folder with content');
    collector.folder(name);
    return;
  }
  const wanted = collector.file(name, entry.uncompressedSize);
  if (wanted === undefined) return;
  if (entry.isEncrypted()) throw new Refusal(shownName(name), 'it is encrypted: pack it without a password');
  let bytes: Uint8Array;
  try {
    bytes = await readBounded(await zip.openReadStreamPromise(entry), wanted.limit);
  } catch (error) {
    throw new Refusal(shownName(name), `it cannot be unpacked: ${libraryWords(error)}`);
  }
  if (bytes.length <= wanted.limit && crc32(bytes) !== entry.crc32)
    throw new Refusal(shownName(name), 'it is damaged: its checksum does not match');
  collector.add(wanted, bytes, entry.compressedSize);
}

/** Many programs write UTF-8 and do not say so. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
