import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type * as TarStream from 'tar-stream';
import { EntryCollector } from './entry-collector.js';
import { readBounded } from '../../files/read-bounded.js';
import { libraryWords, Refusal } from './refusal.js';
import type { SubmissionLimits } from './submission-limits.js';
import type { Contents } from './submitted-file.js';

const KINDS: Readonly<Record<string, string>> = {
  link: 'a hard link',
  symlink: 'a symbolic link',
  'character-device': 'a device',
  'block-device': 'a device',
  fifo: 'a named pipe',
};

/** The files of a tar archive, packed with gzip or not. Throws a Refusal. */
export async function readTar(path: string, isGzip: boolean, limits: SubmissionLimits): Promise<Contents> {
  // Its default export, which its types leave out, is all that a bundle has.
  const {
    default: { extract },
  } = (await import('tar-stream')) as unknown as { readonly default: typeof TarStream };
  const collector = new EntryCollector(limits, true);
  const options: object = { allowUnknownFormat: true }; // of the first tar, before ustar; the package's types do not know it
  const entries = extract(options);
  const source = createReadStream(path);
  let refusal: Refusal | undefined;
  const read = async (): Promise<void> => {
    for await (const entry of entries) {
      await takeEntry(entry.header, entry, collector);
      entry.resume();
    }
  };
  const flow = isGzip
    ? pipeline(source, createGunzip(), bounded(limits), entries)
    : pipeline(source, bounded(limits), entries);
  try {
    // Both, so that neither is left rejected with nobody to hear it; what was refused ends the flow.
    const [flowed, taken] = await Promise.allSettled([
      flow,
      read().catch((error: unknown) => {
        if (error instanceof Refusal) refusal = error;
        source.destroy();
        entries.destroy();
        throw error;
      }),
    ]);
    if (refusal !== undefined) throw refusal;
    if (flowed.status === 'rejected') throw flowed.reason;
    if (taken.status === 'rejected') throw taken.reason;
  } catch (error) {
    throw error instanceof Refusal
      ? error
      : new Refusal(undefined, `a tar archive that cannot be read: ${libraryWords(error)}`);
  }
  return collector.contents();
}

async function takeEntry(
  { name, type, size }: TarStream.Header,
  bytes: AsyncIterable<unknown>,
  collector: EntryCollector,
): Promise<void> {
  if (type === 'directory') {
    collector.folder(name);
  } else if (type === 'file') {
    const wanted = collector.file(name, size);
    if (wanted !== undefined) collector.add(wanted, await readBounded(bytes, wanted.limit));
  } else {
    collector.other(name, KINDS[type] ?? 'an entry of an unknown kind');
  }
}

/** A few bytes can become gigabytes: what comes out is counted, whether an entry of it is wanted or not. */
function bounded({ streamBytes }: SubmissionLimits): Transform {
  let passed = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      passed += chunk.length;
      if (passed > streamBytes)
        done(new Refusal(undefined, `the archive becomes more than ${Math.floor(streamBytes / 1024 / 1024)} MB`));
      else done(null, chunk);
    },
  });
}
