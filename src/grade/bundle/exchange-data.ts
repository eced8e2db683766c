import { z } from 'zod';
import type { Transcript } from '../../client/transcript.js';
import { bytes, fromBytes } from './payload-data.js';

/** More than this of one exchange is not kept: a flood is one long before. */
export const MOST_ENTRIES = 20_000;
export const MOST_BYTES = 4 * 1024 * 1024;

const count = z
  .int()
  .min(0)
  .max(2 ** 32);
const ms = z.number().min(0).max(1e6);
const end = z.enum(['client', 'server']);
const at = { t: z.number().min(0).max(1e9), client: z.string().max(100) };
const dir = z.enum(['send', 'receive']);
const where = z.strictObject({ host: z.string().max(300), port: z.int().min(0).max(65535) });
const toEnd = { to: end, number: count, bytes };

const failure = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('dropped'), ...toEnd }),
  z.strictObject({ what: z.literal('doubled'), ...toEnd }),
  z.strictObject({ what: z.literal('overtaken'), by: count, ...toEnd }),
  z.strictObject({ what: z.literal('late'), ms, ...toEnd }),
  z.strictObject({ what: z.literal('cut'), to: end, after: z.array(count).max(MOST_BYTES) }),
  z.strictObject({ what: z.enum(['glued', 'delayed']), to: end, ms }),
  z.strictObject({ what: z.enum(['half-closed', 'broken', 'stopped']), to: end, after: count }),
]);

const exchangeSchema = z.strictObject({
  /** False where there was more than a bundle keeps. */
  whole: z.boolean(),
  entries: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('connected'), local: where, peer: where, datagrams: z.boolean(), ...at }),
        z.strictObject({ type: z.literal('bytes'), dir, bytes, ...at }),
        z.strictObject({ type: z.literal('ended'), dir, ...at }),
        z.strictObject({ type: z.literal('reset'), dir, ...at }),
        z.strictObject({ type: z.literal('fault'), dir, fault: failure, ...at }),
        z.strictObject({ type: z.literal('closed'), ...at }),
      ]),
    )
    .max(MOST_ENTRIES),
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
  return {
    whole,
    entries: entries.map((entry) => {
      const t = Math.round(entry.t * 1000) / 1000;
      if (entry.type === 'bytes') return { ...entry, t, bytes: fromBytes(entry.bytes) };
      if (entry.type === 'fault' && 'bytes' in entry.fault)
        return { ...entry, t, fault: { ...entry.fault, bytes: fromBytes(entry.fault.bytes) } };
      return { ...entry, t };
    }),
  };
}

/** The exchange that `data` is. Throws an Error that says what is wrong with it. */
export function parseExchange(data: unknown): RecordedExchange {
  return exchangeSchema.parse(data);
}
