import type { ByteQueue } from './byte-queue.js';

/** Looks for a delimiter in bytes as they arrive, and never from the start again. */
export class DelimiterSearch {
  readonly #delimiter: Uint8Array;
  #clear = 0;

  constructor(delimiter: Uint8Array) {
    this.#delimiter = delimiter;
  }

  /** After a search without success: how many bytes cannot be part of a delimiter, whatever comes. */
  get clear(): number {
    return this.#clear;
  }

  /** The index of the first delimiter, or -1. The next search begins a new frame once this one has found something. */
  find(buffer: ByteQueue): number {
    const first = this.#delimiter[0] as number;
    let at = buffer.indexOf(first, this.#clear);
    while (at >= 0) {
      const same = this.#matches(buffer, at);
      if (same === this.#delimiter.length) {
        this.#clear = 0;
        return at;
      }
      if (at + same === buffer.length) break; // the rest may still come
      at = buffer.indexOf(first, at + 1);
    }
    this.#clear = at < 0 ? buffer.length : at;
    return -1;
  }

  /** How many bytes from `at` on are those of the delimiter. */
  #matches(buffer: ByteQueue, at: number): number {
    const most = Math.min(this.#delimiter.length, buffer.length - at);
    let same = 1;
    while (same < most && buffer.byteAt(at + same) === this.#delimiter[same]) same++;
    return same;
  }
}
