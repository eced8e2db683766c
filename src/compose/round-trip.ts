import { frameBytes } from '../core/frame-bytes.js';
import { FrameReader } from '../core/frame-reader.js';
import type { Framing } from '../core/framing.js';
import { isPayloadError } from '../core/payload-error.js';
import { quoteBytes } from '../core/show-bytes.js';
import { UsageError } from '../errors/usage-error.js';

const MESSAGES = ['a', 'hello'].map((text) => new TextEncoder().encode(text));

/** Tries a framing before anybody is served with it: with one that loses messages every reply is waited for in vain. Throws a UsageError. */
export function requireRoundTrip(path: string, framing: Framing): void {
  for (const message of MESSAGES) {
    const frame = framing.carries?.(message) === false ? undefined : frameOf(framing, message);
    if (frame === undefined) continue;
    const reader = new FrameReader(framing, 1024);
    reader.push(frame.slice());
    const decoded = reader.next();
    if (decoded === undefined || Buffer.compare(decoded, message) !== 0) {
      const what = decoded === undefined ? 'no message' : quoteBytes(decoded);
      throw new UsageError(
        `${path}: does not decode what it encodes: ${quoteBytes(message)} becomes ${quoteBytes(frame)}, and that ${what}`,
      );
    }
  }
}

/** `undefined` for a message that the framing does not carry. */
function frameOf(framing: Framing, message: Uint8Array): Uint8Array | undefined {
  try {
    return frameBytes(framing, message);
  } catch (error) {
    if (isPayloadError(error)) return undefined;
    throw error;
  }
}
