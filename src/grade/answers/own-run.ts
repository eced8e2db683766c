import type { SeenExchange } from '../../lab/question.js';

/** The file in which a student hands in a run of their own. */
export const OWN_RUN = 'run.json';

const LARGEST = 4 * 1024 * 1024; // bytes
const MOST_ENTRIES = 20_000;

/** The exchange of a run that was written by `wirelab run LAB --json`; a text says why it is none. */
export function ownRun(bytes: Uint8Array, slug: string): SeenExchange | string {
  if (bytes.length > LARGEST) return `${OWN_RUN} has ${bytes.length} bytes, limit is ${LARGEST}`;
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return `${OWN_RUN} is not JSON: make it with wirelab run --json > ${OWN_RUN}`;
  }
  const { lab, transcript } = (document ?? {}) as {
    readonly lab?: { readonly slug?: unknown } | null;
    readonly transcript?: unknown;
  };
  if (!Array.isArray(transcript) || transcript.length === 0)
    return `${OWN_RUN} has no transcript: make it with wirelab run --json > ${OWN_RUN}`;
  if (lab?.slug !== slug) return `${OWN_RUN} is of another lab (${String(lab?.slug).slice(0, 40)}), not of ${slug}`;
  const segments = transcript.slice(0, MOST_ENTRIES).flatMap(segmentOf);
  return segments.length < Math.min(transcript.length, MOST_ENTRIES)
    ? `${OWN_RUN} has entries that wirelab run does not write`
    : { firstSequence: { client: 0, server: 0 }, segments };
}

function segmentOf(entry: unknown): SeenExchange['segments'] {
  const { dir, bytes } = (entry ?? {}) as { readonly dir?: unknown; readonly bytes?: unknown };
  if ((dir !== 'send' && dir !== 'receive') || typeof bytes !== 'string') return [];
  return [{ from: dir === 'send' ? 'client' : 'server', bytes: Uint8Array.from(Buffer.from(bytes, 'base64')) }];
}
