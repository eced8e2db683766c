import { ByteQueue } from './byte-queue.js';
import type { Framing, FrameDecoder } from './framing.js';
import { ProtocolError } from './protocol-error.js';

/** Cuts the bytes of one direction into messages. Once it has thrown, it throws the same again. */
export class FrameReader {
  readonly #queue = new ByteQueue();
  readonly #decoder: FrameDecoder;
  #failure: Error | undefined;

  constructor(framing: Framing, maxFrame: number) {
    this.#decoder = framing.decoder(maxFrame);
  }

  /** Takes ownership of `chunk`. Call `next` until it returns `undefined` before pushing more. */
  push(chunk: Uint8Array): void {
    if (this.#failure !== undefined) return;
    this.#queue.push(chunk);
    this.#decoder.chunk?.();
  }

  /** The next message, or `undefined` when more bytes are needed. Throws a ProtocolError. */
  next(): Uint8Array | undefined {
    if (this.#failure !== undefined) throw this.#failure;
    try {
      const message = this.#decoder.decode(this.#queue);
      if (message === undefined) this.#queue.compact();
      return message;
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      throw this.#failure;
    }
  }

  /** Bytes of a message that has not come whole. */
  get pending(): number {
    return this.#queue.length;
  }

  /** The stream is over. Throws a ProtocolError when that is in the middle of a message. */
  end(): void {
    if (this.#failure !== undefined) throw this.#failure;
    const { length, position } = this.#queue;
    if (length === 0) return;
    const what = length === 1 ? '1 byte' : `${String(length)} bytes`;
    throw new ProtocolError('truncated', position + length, `the stream ended inside a message, after ${what} of it`);
  }
}
