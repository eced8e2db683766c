import { PayloadError } from './payload-error.js';
import type { ByteQueue } from './byte-queue.js';
import type { ByteSink, FrameDecoder, Framing } from './framing.js';
import { ProtocolError } from './protocol-error.js';

class LengthPrefixDecoder implements FrameDecoder {
  readonly #header: 2 | 4;
  readonly #maxFrame: number;

  constructor(header: 2 | 4, maxFrame: number) {
    this.#header = header;
    this.#maxFrame = maxFrame;
  }

  decode(buffer: ByteQueue): Uint8Array | undefined {
    const header = this.#header;
    if (buffer.length < header) return undefined;
    const size = buffer.uint(0, header);
    // Before the payload is waited for: what a length announces costs the peer nothing.
    if (size > this.#maxFrame) {
      throw new ProtocolError('too-long', buffer.position, `frame of ${size} bytes, limit is ${this.#maxFrame}`);
    }
    if (buffer.length < header + size) return undefined;
    buffer.skip(header);
    return buffer.take(size);
  }
}

/** Every message follows its length in bytes, a big-endian number of `header` bytes that does not count itself. */
export class LengthPrefix implements Framing {
  readonly #header: 2 | 4;
  readonly #most: number;

  constructor(
    readonly name: string,
    readonly summary: string,
    header: 2 | 4,
  ) {
    this.#header = header;
    this.#most = 256 ** header - 1;
  }

  decoder(maxFrame: number): FrameDecoder {
    return new LengthPrefixDecoder(this.#header, maxFrame);
  }

  encode(payload: Uint8Array, out: ByteSink): void {
    const size = payload.length;
    if (size > this.#most)
      throw new PayloadError(`message of ${size} bytes, ${this.name} carries at most ${this.#most}`);
    if (this.#header === 2) out.uint16(size);
    else out.uint32(size);
    out.bytes(payload);
  }

  carries(payload: Uint8Array): boolean {
    return payload.length <= this.#most;
  }
}
