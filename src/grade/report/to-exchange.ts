import type { Transcript } from '../../client/transcript.js';
import { impairmentText } from '../../impairment/impairment-event.js';
import type { ExchangeEntry } from './report.js';

const MOST_ENTRIES = 200;
const FIRST_ENTRIES = 50;
const MOST_BYTES = 2048; // of one entry

/** A transcript as a report has it: of a long one the beginning and the end, of a long chunk its first bytes. */
export function toExchange(transcript: Transcript): ExchangeEntry[] {
  const isDatagrams = transcript.some((entry) => entry.type === 'connected' && entry.datagrams);
  // Nothing goes over the wire when a datagram's client connects or closes.
  const entries = transcript.filter(({ type }) => !isDatagrams || type === 'bytes' || type === 'fault');
  if (entries.length <= MOST_ENTRIES) return entries.map(entryOf);
  const last = entries.slice(FIRST_ENTRIES - MOST_ENTRIES);
  const omitted = entries.length - FIRST_ENTRIES - last.length;
  return [
    ...entries.slice(0, FIRST_ENTRIES).map(entryOf),
    { t: rounded(last[0]?.t ?? 0), omitted },
    ...last.map(entryOf),
  ];
}

function entryOf(entry: Transcript[number]): ExchangeEntry {
  const { client } = entry;
  const t = rounded(entry.t);
  if (entry.type === 'bytes') {
    const { dir, bytes } = entry;
    const kept = Buffer.from(bytes.subarray(0, MOST_BYTES)).toString('base64');
    return { t, dir, client, bytes: kept, ...(bytes.length > MOST_BYTES ? { size: bytes.length } : {}) };
  }
  if (entry.type === 'fault')
    return { t, dir: entry.dir, client, event: entry.fault.what, text: impairmentText(entry.fault) };
  const dir = entry.type === 'ended' || entry.type === 'reset' ? entry.dir : 'send';
  return { t, dir, client, event: entry.type };
}

function rounded(milliseconds: number): number {
  return Math.round(Math.max(0, milliseconds) * 1000) / 1000;
}
