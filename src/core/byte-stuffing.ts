import { PayloadError } from './payload-error.js';
import type { ByteQueue } from './byte-queue.js';
import { DelimiterSearch } from './delimiter-search.js';
import type { ByteSink, FrameDecoder, Framing } from './framing.js';
import { ProtocolError } from './protocol-error.js';

/** A way to write a message without one certain byte, which is then free to end frames. */
export interface Stuffing {
  /** The byte that ends a frame. */
  readonly end: number;
  /** The most bytes that a message of `size` bytes becomes, `end` not counted. */
  longest(size: number): number;
  stuff(message: Uint8Array): Uint8Array;
  /** Throws a ProtocolError; `start` is the offset in the stream of the frame. */
  unstuff(frame: Uint8Array, start: number): Uint8Array;
}

class ByteStuffingDecoder implements FrameDecoder {
  readonly #stuffing: Stuffing;
  readonly #search: DelimiterSearch;
  readonly #maxFrame: number;
  readonly #longest: number;

  constructor(stuffing: Stuffing, maxFrame: number) {
    this.#stuffing = stuffing;
    this.#search = new DelimiterSearch(Uint8Array.of(stuffing.end));
    this.#maxFrame = maxFrame;
    this.#longest = stuffing.longest(maxFrame);
  }

  decode(buffer: ByteQueue): Uint8Array | undefined {
    let end = this.#search.find(buffer);
    while (end === 0) {
      buffer.skip(1);
      end = this.#search.find(buffer);
    }
    const size = end < 0 ? buffer.length : end;
    const start = buffer.position;
    // How many bytes these stand for shows only when they are whole: until then, the limit is that of the worst case.
    if (size > this.#longest) throw tooLong(start + this.#longest, `more than ${this.#maxFrame}`, this.#maxFrame);
    if (end < 0) return undefined;
    const message = this.#stuffing.unstuff(buffer.take(end), start);
    if (message.length > this.#maxFrame) throw tooLong(start, String(message.length), this.#maxFrame);
    buffer.skip(1);
    return message;
  }
}

function tooLong(offset: number, size: string, limit: number): ProtocolError {
  return new ProtocolError('too-long', offset, `frame of ${size} bytes, limit is ${limit}`);
}

/** Frames that end with a byte which stuffing keeps out of them. Empty frames are skipped: they are how a line is kept awake. */
export class ByteStuffing implements Framing {
  readonly #stuffing: Stuffing;

  constructor(
    readonly name: string,
    readonly summary: string,
    stuffing: Stuffing,
  ) {
    this.#stuffing = stuffing;
  }

  decoder(maxFrame: number): FrameDecoder {
    return new ByteStuffingDecoder(this.#stuffing, maxFrame);
  }

  encode(payload: Uint8Array, out: ByteSink): void {
    if (!this.carries(payload))
      throw new PayloadError(`${this.name} cannot carry an empty message: empty frames are skipped`);
    out.bytes(this.#stuffing.stuff(payload));
    out.byte(this.#stuffing.end);
  }

  carries(payload: Uint8Array): boolean {
    return payload.length > 0 || this.#stuffing.longest(0) > 0;
  }
}
