import { PayloadError } from '../core/payload-error.js';
import type { ByteQueue } from '../core/byte-queue.js';
import type { ByteSink, FrameDecoder, Framing } from '../core/framing.js';
import { ProtocolError } from '../core/protocol-error.js';

const MOST = 65_507; // 65,535 less the headers of IPv4 (20) and UDP (8)

class DatagramDecoder implements FrameDecoder {
  readonly #maxFrame: number;
  #arrived = false;

  constructor(maxFrame: number) {
    this.#maxFrame = maxFrame;
  }

  chunk(): void {
    this.#arrived = true;
  }

  decode(buffer: ByteQueue): Uint8Array | undefined {
    if (!this.#arrived) return undefined;
    this.#arrived = false;
    const size = buffer.length;
    if (size > this.#maxFrame) {
      throw new ProtocolError(
        'too-long',
        buffer.position + this.#maxFrame,
        `datagram of ${size} bytes, limit is ${this.#maxFrame}`,
      );
    }
    return buffer.take(size);
  }
}

/** Each datagram is a message, an empty one too. Only for transports that keep the borders: over TCP it is a worse `raw`. */
class Datagram implements Framing {
  readonly name = 'datagram';
  readonly summary = 'each UDP datagram is a message, also an empty one';

  decoder(maxFrame: number): FrameDecoder {
    return new DatagramDecoder(maxFrame);
  }

  encode(payload: Uint8Array, out: ByteSink): void {
    if (payload.length > MOST)
      throw new PayloadError(`message of ${payload.length} bytes, a datagram carries at most ${MOST}`);
    out.bytes(payload);
  }

  carries(payload: Uint8Array): boolean {
    return payload.length <= MOST;
  }
}

export default (): Framing => new Datagram();
