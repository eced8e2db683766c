import type { ByteSink } from './framing.js';
import type { Wire } from './wire.js';

const SIZE = 256 * 1024;
const ROOM = 32 * 1024; // with less than this left, no frame is begun: what waits goes out, and what is kept behind it gets a new buffer
const LARGE = 16 * 1024; // a payload of this size is sent from where it is

/**
 * Gathers the frames that are sent on one wire one after the other, so that all replies to one read go out in one write.
 *
 * One buffer serves all sessions of a server: opening it for another wire flushes what waits for the last one. Bytes that a
 * wire has taken free their place at once; bytes that a wire keeps stay where they are, and the next ones go behind them.
 */
export class ReplyBuffer implements ByteSink {
  readonly #allocate: (size: number) => Uint8Array;
  #buffer: Uint8Array;
  #begin = 0; // of what is not flushed
  #start = 0; // of the part being written: a large payload ends one
  #at = 0;
  #parts: Uint8Array[] = [];
  #large = 0; // bytes of the large payloads among them
  #wire: Wire | undefined;
  #saidNothing = false; // an empty message: nothing on a stream, but a datagram of its own

  /** `allocate` need not clear the memory that it returns. */
  constructor(allocate: (size: number) => Uint8Array = (size) => new Uint8Array(size)) {
    this.#allocate = allocate;
    this.#buffer = allocate(SIZE);
  }

  /**
   * What is written from now on, a whole frame, goes to `wire`. Only here and in `flush` are wires written to: a write can make
   * others send, and their frames are not to get into the middle of this one.
   */
  open(wire: Wire): void {
    if (this.#wire === wire && this.#buffer.length - this.#at >= ROOM && this.#large < SIZE) return;
    do this.flush();
    while (this.#isBusy());
    this.#wire = wire;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#at++] = value;
  }

  uint16(value: number): void {
    this.#reserve(2);
    this.#buffer[this.#at++] = value >>> 8;
    this.#buffer[this.#at++] = value;
  }

  uint32(value: number): void {
    this.#reserve(4);
    const buffer = this.#buffer;
    const at = this.#at;
    buffer[at] = value >>> 24;
    buffer[at + 1] = value >>> 16;
    buffer[at + 2] = value >>> 8;
    buffer[at + 3] = value;
    this.#at = at + 4;
  }

  bytes(payload: Uint8Array): void {
    const size = payload.length;
    if (size === 0) this.#saidNothing = true;
    if (size >= LARGE) {
      this.#cut();
      this.#parts.push(payload);
      this.#large += size;
      return;
    }
    this.#reserve(size);
    this.#buffer.set(payload, this.#at);
    this.#at += size;
  }

  /** Hands over to the wire what was written since it was opened. */
  flush(): void {
    const wire = this.#wire;
    if (wire === undefined) return;
    this.#wire = undefined;
    this.#cut();
    const parts = this.#parts;
    const saidNothing = this.#saidNothing;
    this.#saidNothing = false;
    if (parts.length === 0 && !(saidNothing && wire.datagrams === true)) return;
    const begin = this.#begin;
    const end = this.#at;
    const buffer = this.#buffer;
    // Before the write, as it can end a session, whose handler can send to others.
    this.#parts = [];
    this.#large = 0;
    this.#begin = end;
    const taken = wire.write(parts);
    if (this.#isBusy()) return;
    if (taken && this.#at === end && this.#buffer === buffer) this.#begin = this.#start = this.#at = begin;
    if (this.#buffer.length - this.#at < ROOM) this.#renew();
  }

  #isBusy(): boolean {
    return this.#wire !== undefined;
  }

  #cut(): void {
    if (this.#at > this.#start) this.#parts.push(this.#buffer.subarray(this.#start, this.#at));
    this.#start = this.#at;
  }

  #reserve(size: number): void {
    if (this.#at + size <= this.#buffer.length) return;
    this.#cut();
    this.#renew();
  }

  #renew(): void {
    this.#buffer = this.#allocate(SIZE);
    this.#begin = this.#start = this.#at = 0;
  }
}
