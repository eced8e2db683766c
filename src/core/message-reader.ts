import { joinBytes } from './frame-bytes.js';
import { FrameReader } from './frame-reader.js';
import type { Framing } from './framing.js';

/** Cuts what is received into messages, and remembers what has come of the next one. */
export class MessageReader {
  readonly #reader: FrameReader;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(framing: Framing, maxFrame: number) {
    this.#reader = new FrameReader(framing, maxFrame);
  }

  /** Bytes of a message that has not come whole. */
  get rest(): Uint8Array {
    return this.#rest;
  }

  /** The messages that are complete with this chunk. Throws a ProtocolError behind the last of them. */
  *read(chunk: Uint8Array): Generator<Uint8Array> {
    this.#rest = joinBytes([this.#rest, chunk]);
    this.#reader.push(chunk);
    for (let message = this.#reader.next(); message !== undefined; message = this.#reader.next()) yield message;
    this.#rest = this.#rest.slice(this.#rest.length - this.#reader.pending);
  }
}
