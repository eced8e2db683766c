import { ByteQueue } from '../core/byte-queue.js';
import { joinBytes } from '../core/frame-bytes.js';

/** More than this waiting is no reply any more, and not kept. */
export const MOST_UNREAD = 64 * 1024 * 1024;

/** What has come and was not expected yet. */
export class Inbox {
  readonly #stream = new ByteQueue();
  readonly #datagrams: Uint8Array[] = [];
  #datagramBytes = 0;
  #flooded = false;

  /** True where nothing waits, not even an empty datagram. */
  get isEmpty(): boolean {
    return this.#stream.length === 0 && this.#datagrams.length === 0;
  }

  /** True once more came than is kept. */
  get flooded(): boolean {
    return this.#flooded;
  }

  push(chunk: Uint8Array, isDatagram: boolean): void {
    if (this.#stream.length + this.#datagramBytes + chunk.length > MOST_UNREAD) this.#flooded = true;
    if (this.#flooded) return;
    if (!isDatagram) {
      if (chunk.length > 0) this.#stream.push(chunk);
      return;
    }
    this.#datagrams.push(chunk);
    this.#datagramBytes += chunk.length;
  }

  /** The next bytes of the stream, at most `size`. */
  take(size: number): Uint8Array {
    return this.#stream.take(Math.min(size, this.#stream.length));
  }

  /** The next datagram. */
  takeDatagram(): Uint8Array | undefined {
    const datagram = this.#datagrams.shift();
    this.#datagramBytes -= datagram?.length ?? 0;
    return datagram;
  }

  /** All that waits. */
  takeAll(): Uint8Array {
    this.#datagramBytes = 0;
    return joinBytes([this.#stream.take(this.#stream.length), ...this.#datagrams.splice(0)]);
  }
}
