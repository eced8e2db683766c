import { findByte } from './find-byte.js';

const EMPTY = new Uint8Array(0);

// A smaller chunk is copied behind the bytes that wait: a peer that sends single bytes must not cost an object for each.
const SMALL = 4096;

/**
 * Bytes received and not yet taken, in order.
 *
 * A pushed chunk belongs to the queue and is never written to, so that what `take` returns (a view of one chunk, or a copy
 * where the bytes span several) may be kept by whoever gets it.
 */
export class ByteQueue {
  #first: Uint8Array = EMPTY; // always the segment that `#at` is in
  #memory = EMPTY.buffer as ArrayBufferLike; // of the first segment, with its offset in it: looking them up for each view
  #offset = 0; //                               that is taken would double the time
  #at = 0;
  #more: Uint8Array[] = []; // the segments behind the first
  #end = 0; // of the valid bytes in the last segment
  #owned = false; // the last segment was allocated here and has room behind #end
  #length = 0;
  #position = 0;

  /** Bytes waiting. */
  get length(): number {
    return this.#length;
  }

  /** The offset in the stream of the first waiting byte. */
  get position(): number {
    return this.#position;
  }

  push(chunk: Uint8Array): void {
    if (this.#length === 0) {
      this.#setFirst(chunk);
      this.#at = 0;
      this.#end = chunk.length;
      this.#owned = false;
    } else if (chunk.length < SMALL) {
      this.#append(chunk);
    } else {
      this.#replaceLast(this.#last().subarray(0, this.#end));
      this.#more.push(chunk);
      this.#end = chunk.length;
      this.#owned = false;
    }
    this.#length += chunk.length;
  }

  /** The byte at `index` (0 is the first waiting one), which has to be below `length`. */
  byteAt(index: number): number {
    let at = this.#at + index;
    let segment = this.#first;
    for (let next = 0; at >= segment.length; next++) {
      at -= segment.length;
      segment = this.#more[next] as Uint8Array;
    }
    return segment[at] as number;
  }

  /** The big-endian number in the `size` (1 to 4) bytes at `index`. */
  uint(index: number, size: number): number {
    let value = 0;
    const first = this.#first;
    const at = this.#at + index;
    if (at + size <= first.length) {
      for (let i = at; i < at + size; i++) value = value * 256 + (first[i] as number);
    } else {
      for (let i = index; i < index + size; i++) value = value * 256 + this.byteAt(i);
    }
    return value;
  }

  /** The index of the first `byte` at or behind `from`, or -1. */
  indexOf(byte: number, from = 0): number {
    let found = findByte(this.#first, byte, this.#at + from);
    let base = -this.#at;
    for (let next = 0; found < 0 && next < this.#more.length; next++) {
      base += next === 0 ? this.#first.length : (this.#more[next - 1] as Uint8Array).length;
      found = findByte(this.#more[next] as Uint8Array, byte, Math.max(0, from - base));
    }
    return found < 0 || base + found >= this.#length ? -1 : base + found;
  }

  /** Takes the first `size` bytes; `size` is at most `length`. */
  take(size: number): Uint8Array {
    const from = this.#at;
    if (from + size > this.#first.length) return this.#join(size);
    const taken = new Uint8Array(this.#memory, this.#offset + from, size);
    this.skip(size);
    return taken;
  }

  /** Drops the first `size` bytes; `size` is at most `length`. */
  skip(size: number): void {
    this.#at += size;
    this.#length -= size;
    this.#position += size;
    while (this.#at >= this.#first.length && this.#more.length > 0) {
      this.#at -= this.#first.length;
      this.#setFirst(this.#more.shift() as Uint8Array);
    }
    if (this.#length === 0) this.#setFirst(EMPTY);
  }

  /** Copies a short rest, so that a few waiting bytes do not keep the large chunk alive in which they came. */
  compact(): void {
    if (this.#length === 0 || this.#owned || this.#length >= SMALL || this.#more.length > 0) return;
    this.#setFirst(new Uint8Array(this.#first.subarray(this.#at)));
    this.#at = 0;
    this.#end = this.#length;
  }

  #setFirst(segment: Uint8Array): void {
    this.#first = segment;
    this.#memory = segment.buffer;
    this.#offset = segment.byteOffset;
  }

  #last(): Uint8Array {
    return this.#more.at(-1) ?? this.#first;
  }

  #replaceLast(segment: Uint8Array): void {
    if (this.#more.length > 0) this.#more[this.#more.length - 1] = segment;
    else this.#setFirst(segment);
  }

  #append(chunk: Uint8Array): void {
    let last = this.#last();
    if (!this.#owned || this.#end + chunk.length > last.length) {
      // Without what was taken from it: a queue that is never quite empty would grow for ever.
      const from = this.#more.length === 0 ? this.#at : 0;
      const rest = last.subarray(from, this.#end);
      last = new Uint8Array(2 * (rest.length + chunk.length));
      last.set(rest);
      this.#replaceLast(last);
      this.#at -= from;
      this.#end = rest.length;
      this.#owned = true;
    }
    last.set(chunk, this.#end);
    this.#end += chunk.length;
  }

  #join(size: number): Uint8Array {
    const joined = new Uint8Array(size);
    let filled = 0;
    while (filled < size) {
      const part = this.#first.subarray(this.#at, this.#at + size - filled);
      joined.set(part, filled);
      filled += part.length;
      this.skip(part.length);
    }
    return joined;
  }
}
