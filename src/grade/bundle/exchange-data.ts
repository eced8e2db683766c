import * as z from 'zod';
import { transcriptEntrySchema, type Transcript } from '../../client/transcript.js';

/** More than this of one exchange is not kept: a flood is one long before. */
const MOST_ENTRIES = 20_000;
const MOST_BYTES = 4 * 1024 * 1024;

const exchangeSchema = z.strictObject({
  /** False where there was more than a bundle keeps. */
  whole: z.boolean(),
  entries: z.array(transcriptEntrySchema).max(MOST_ENTRIES),
});

/** What went over the wire while a check ran, as a bundle has it. */
export interface RecordedExchange {
  readonly whole: boolean;
  readonly entries: Transcript;
}

/** The exchange that is kept of a transcript: all of it, or its beginning. */
export function keptExchange(transcript: Transcript): RecordedExchange {
  let size = 0;
  const end = transcript.findIndex(
    (entry, index) => index >= MOST_ENTRIES || (entry.type === 'bytes' && (size += entry.bytes.length) > MOST_BYTES),
  );
  return end < 0 ? { whole: true, entries: transcript } : { whole: false, entries: transcript.slice(0, end) };
}

/** An exchange as JSON can hold it. */
export function exchangeData({ whole, entries }: RecordedExchange): unknown {
  return z.encode(exchangeSchema, {
    whole,
    entries: entries.map((entry) => ({ ...entry, t: Math.round(entry.t * 1000) / 1000 })),
  });
}

/** The exchange that `data` is. Throws an Error that says what is wrong with it. */
export function parseExchange(data: unknown): RecordedExchange {
  return exchangeSchema.parse(data);
}
