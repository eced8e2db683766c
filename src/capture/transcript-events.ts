import type { TranscriptEntry } from '../client/transcript.js';
import type { CaptureEvent } from './capture.js';

/** What a client's transcript tells a capture; `start` is when the script began, in milliseconds since 1970. */
export function captureEvent(entry: TranscriptEntry, start: number): CaptureEvent {
  const { client } = entry;
  const on = { connection: client, time: start + entry.t };
  switch (entry.type) {
    case 'connected': return { ...on, type: 'opened', client: entry.local, server: entry.peer, datagrams: entry.datagrams, comment: client };
    case 'bytes': return { ...on, type: 'bytes', from: entry.dir === 'send' ? 'client' : 'server', bytes: entry.bytes };
    case 'closed': return { ...on, type: 'ended', from: 'client' };
    default: return { ...on, type: entry.type, from: entry.dir === 'send' ? 'client' : 'server' };
  }
}
