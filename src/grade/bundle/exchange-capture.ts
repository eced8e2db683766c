import type { Transcript } from '../../client/transcript.js';
import { Capture } from '../../capture/capture.js';
import { captureEntry } from '../../capture/capture-entry.js';
import { joinBytes } from '../../core/frame-bytes.js';

/** An exchange as Wireshark reads it (pcapng). `start` is when it began, in milliseconds since 1970. */
export function exchangeCapture(transcript: Transcript, start: number): Uint8Array {
  const capture = new Capture();
  const parts = transcript.flatMap((entry) => {
    const event = captureEntry(entry, start);
    return event === undefined ? [] : [capture.add(event)];
  });
  return joinBytes([capture.header, ...parts]);
}
