import { PayloadError } from '../core/payload-error.js';
import type { ByteQueue } from '../core/byte-queue.js';
import { findByte } from '../core/find-byte.js';
import type { ByteSink, FrameDecoder, Framing } from '../core/framing.js';
import { ProtocolError } from '../core/protocol-error.js';

const LF = 0x0a;
const CR = 0x0d;

class LineDecoder implements FrameDecoder {
  readonly #maxFrame: number;
  #searched = 0; // bytes known to hold no line feed

  constructor(maxFrame: number) {
    this.#maxFrame = maxFrame;
  }

  decode(buffer: ByteQueue): Uint8Array | undefined {
    const end = buffer.indexOf(LF, this.#searched);
    const reach = end < 0 ? buffer.length : end;
    const hasReturn = reach > 0 && buffer.byteAt(reach - 1) === CR;
    const size = hasReturn ? reach - 1 : reach;
    if (size > this.#maxFrame) {
      const known = end < 0 ? `at least ${String(size)}` : String(size);
      throw new ProtocolError(
        'too-long',
        buffer.position + this.#maxFrame,
        `line of ${known} bytes, limit is ${String(this.#maxFrame)}`,
      );
    }
    if (end < 0) {
      this.#searched = reach;
      return undefined;
    }
    this.#searched = 0;
    const line = buffer.take(size);
    buffer.skip(end + 1 - size);
    return line;
  }
}

/** A message ends with LF; CRLF is accepted, and answered with LF. */
class Line implements Framing {
  readonly name = 'line';
  readonly summary = 'text lines: ends with LF (CRLF accepted)';

  decoder(maxFrame: number): FrameDecoder {
    return new LineDecoder(maxFrame);
  }

  encode(payload: Uint8Array, out: ByteSink): void {
    const at = findByte(payload, LF);
    if (at >= 0) throw new PayloadError(`a line cannot hold a line feed (0a at byte ${String(at)})`);
    out.bytes(payload);
    out.byte(LF);
  }

  carries(payload: Uint8Array): boolean {
    return !payload.includes(LF) && payload.at(-1) !== CR;
  }
}

export default (): Framing => new Line();
