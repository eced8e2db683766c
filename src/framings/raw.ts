import type { ByteQueue } from '../core/byte-queue.js';
import type { ByteSink, FrameDecoder, Framing } from '../core/framing.js';

class RawDecoder implements FrameDecoder {
  readonly #maxFrame: number;

  constructor(maxFrame: number) {
    this.#maxFrame = maxFrame;
  }

  decode(buffer: ByteQueue): Uint8Array | undefined {
    const size = buffer.length;
    if (size === 0) return undefined;
    return buffer.take(size > this.#maxFrame ? this.#maxFrame : size);
  }
}

/**
 * No framing: a message is what one read returned, as with `recv(maxFrame)`. A stream does not keep the borders that its
 * sender had in mind, so messages can arrive cut or glued; and an empty one is nothing at all.
 */
class Raw implements Framing {
  readonly name = 'raw';
  readonly summary = 'no framing: whatever one read returns is a message';

  decoder(maxFrame: number): FrameDecoder {
    return new RawDecoder(maxFrame);
  }

  encode(payload: Uint8Array, out: ByteSink): void {
    out.bytes(payload);
  }

  carries(payload: Uint8Array): boolean {
    return payload.length > 0;
  }
}

export default (): Framing => new Raw();
