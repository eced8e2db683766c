import { byteCount, glyphs, hexBytes, quoteBytes } from '../../core/show-bytes.js';
import type { ExchangeEntry } from './report.js';
import { visible } from '../../text/visible-text.js';

/** One line of a picture of an exchange: something on its way between a client and the server, or entries left out. */
export type ExchangeRow =
  | {
      readonly time: string;
      readonly client: string;
      readonly toServer: boolean;
      readonly event: RowEvent;
      readonly label: (columns: number) => string;
      readonly size: string;
    }
  | { readonly time: string; readonly client: string; readonly network: string }
  | { readonly omitted: number };

/** What an arrow stands for. */
export type RowEvent = 'bytes' | 'connected' | 'ended' | 'reset' | 'closed';

const EVENTS: Readonly<Record<Exclude<RowEvent, 'bytes'>, string>> = {
  connected: 'connects',
  ended: 'ends its direction',
  reset: 'resets the connection',
  closed: 'closes',
};

/** The rows of a picture: of a long exchange the first and, because that is where it went wrong, twice as many of the last. */
export function exchangeRows(transcript: readonly ExchangeEntry[], most: number): ExchangeRow[] {
  if (transcript.length <= most) return transcript.map(rowOf);
  const first = Math.floor(most / 3);
  const last = transcript.slice(first - most);
  const between = transcript.slice(first, first - most);
  const omitted = between.reduce((sum, entry) => sum + ('omitted' in entry ? entry.omitted : 1), 0);
  return [...transcript.slice(0, first).map(rowOf), { omitted }, ...last.map(rowOf)];
}

/** The clients that take part, in the order of their first act. */
export function clientsOf(transcript: readonly ExchangeEntry[]): string[] {
  return [...new Set(transcript.flatMap((entry) => ('omitted' in entry ? [] : [entry.client])))];
}

/** Bytes for people in about so many columns: text in quotes; what is mostly no text in hexadecimal. */
export function messageText(bytes: Uint8Array, columns: number): string {
  const start = bytes.subarray(0, 256);
  const noText = glyphs(start).filter(({ isText }) => !isText).length;
  if (noText * 4 <= start.length) return quoteBytes(bytes, columns).replace(/… \(\d+ bytes\)$/, '…');
  const shown = Math.max(4, Math.floor((columns - 2) / 3));
  return `${hexBytes(bytes.subarray(0, shown))}${bytes.length > shown ? ' …' : ''}`;
}

function rowOf(entry: ExchangeEntry): ExchangeRow {
  if ('omitted' in entry) return { omitted: entry.omitted };
  const { client } = entry;
  const common = { time: `${entry.t.toFixed(1)} ms`, client, toServer: entry.dir === 'send' };
  if ('text' in entry) return { time: common.time, client, network: visible(entry.text) };
  if ('event' in entry) return { ...common, event: entry.event, label: () => EVENTS[entry.event], size: '' };
  const bytes = Buffer.from(entry.bytes, 'base64');
  const size = entry.size ?? bytes.length;
  const label = (columns: number): string => {
    const text = messageText(bytes, columns);
    return size > bytes.length && !text.endsWith('…') ? `${text}…` : text;
  };
  return { ...common, event: 'bytes', label, size: byteCount(size) };
}
