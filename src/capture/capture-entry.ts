import type { TranscriptEntry } from '../client/transcript.js';
import type { CaptureEvent } from './capture.js';

/** What a client's transcript tells a capture; `start` is when the script began, in milliseconds since 1970. */
export function captureEntry(entry: TranscriptEntry, start: number): CaptureEvent | undefined {
  const { client } = entry;
  const on = { connection: client, time: start + entry.t };
  switch (entry.type) {
    case 'connected':
      return {
        ...on,
        type: 'opened',
        client: entry.local,
        server: entry.peer,
        datagrams: entry.datagrams,
        comment: client,
      };
    case 'bytes':
      return { ...on, type: 'bytes', from: entry.dir === 'send' ? 'client' : 'server', bytes: entry.bytes };
    // A capture shows what one end has seen: what was lost on its way is in it, what was lost before is not.
    case 'fault':
      return undefined;
    case 'closed':
      return { ...on, type: 'ended', from: 'client' };
    default:
      return { ...on, type: entry.type, from: entry.dir === 'send' ? 'client' : 'server' };
  }
}
