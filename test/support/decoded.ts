import { FrameReader } from '../../src/core/frame-reader.js';
import type { Framing } from '../../src/core/framing.js';
import { isProtocolError, type ProtocolErrorKind } from '../../src/core/protocol-error.js';

/** What comes of a stream: messages, and perhaps an end with an error. */
export interface Decoded {
  readonly messages: number[][];
  readonly error?: { readonly kind: ProtocolErrorKind; readonly offset: number };
}

/** Feeds the chunks to a reader, then ends the stream. Anything thrown that is no ProtocolError is thrown on. */
export function decoded(framing: Framing, limit: number, chunks: Iterable<Uint8Array>): Decoded {
  const reader = new FrameReader(framing, limit);
  const messages: number[][] = [];
  try {
    for (const chunk of chunks) {
      reader.push(chunk.slice());
      for (let message = reader.next(); message; message = reader.next()) messages.push([...message]);
    }
    reader.end();
    return { messages };
  } catch (error) {
    if (!isProtocolError(error)) throw error;
    return { messages, error: { kind: error.kind, offset: error.offset } };
  }
}

/** The stream in pieces of `size` bytes. */
export function pieces(stream: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(stream.length / size) }, (_, i) => stream.subarray(i * size, (i + 1) * size));
}

/** The stream cut at the offsets, which may come in any order. */
export function cutAt(stream: Uint8Array, offsets: readonly number[]): Uint8Array[] {
  const borders = [0, ...[...offsets].sort((a, b) => a - b), stream.length];
  return borders.slice(1).map((border, i) => stream.subarray(borders[i], border));
}
