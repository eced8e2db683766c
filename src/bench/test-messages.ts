import type { LoadShape } from './load.js';

const PERIOD = 65_536; // message n of connection c is the slice of the pattern that begins at an offset mod PERIOD

/**
 * The messages of a measurement and the replies due to them. Each is a slice of one pattern at an offset of its own, so that
 * a lost, repeated, reordered or mixed-up reply is a wrong one.
 */
export class TestMessages {
  /** Of a message and of its reply on the wire, in bytes. */
  readonly length: number;
  readonly #size: number;
  readonly #pattern: Buffer;
  readonly #replies: Buffer; // the pattern as the server answers it
  readonly #reversed: boolean;
  readonly #head: Buffer;
  readonly #tail: Buffer;

  constructor({ size, framing, expect }: LoadShape) {
    this.#size = size;
    this.#pattern = printable(PERIOD + size);
    this.#reversed = expect === 'reverse';
    this.#replies = this.#reversed ? Buffer.from(this.#pattern).reverse() : this.#pattern;
    this.#head = Buffer.alloc(framing === 'length32' ? 4 : 0);
    if (framing === 'length32') this.#head.writeUInt32BE(size);
    this.#tail = Buffer.from(framing === 'line' ? '\n' : '');
    this.length = this.#head.length + size + this.#tail.length;
  }

  /** Writes message `n` of a connection into `out` at `at`. */
  write(connection: number, n: number, out: Buffer, at: number): void {
    this.#head.copy(out, at);
    const body = at + this.#head.length;
    const from = offset(connection, n);
    this.#pattern.copy(out, body, from, from + this.#size);
    this.#tail.copy(out, body + this.#size);
  }

  /** How many bytes of `chunk` from `at` on are the reply to message `n` from its byte `from` on; -1 when one of them is not. */
  match(connection: number, n: number, from: number, chunk: Buffer, at: number): number {
    const bodyAt = this.#head.length;
    const tailAt = bodyAt + this.#size;
    if (from < bodyAt) return matched(this.#head, from, bodyAt, chunk, at);
    if (from >= tailAt) return matched(this.#tail, from - tailAt, this.#tail.length, chunk, at);
    const message = offset(connection, n);
    const reply = this.#reversed ? PERIOD - message : message;
    return matched(this.#replies, reply + from - bodyAt, reply + this.#size, chunk, at);
  }
}

function matched(due: Buffer, from: number, to: number, chunk: Buffer, at: number): number {
  const size = Math.min(to - from, chunk.length - at);
  return due.compare(chunk, at, at + size, from, from + size) === 0 ? size : -1;
}

function offset(connection: number, n: number): number {
  return (connection * 7919 + n * 40_503) % PERIOD;
}

function printable(size: number): Buffer {
  const bytes = Buffer.alloc(size);
  let state = 88_172_645;
  for (let i = 0; i < size; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    bytes[i] = 33 + ((state >>> 8) % 94);
  }
  return bytes;
}
