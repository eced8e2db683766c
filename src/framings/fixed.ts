import { ParameterError } from '../core/parameter-error.js';
import { PayloadError } from '../core/payload-error.js';
import type { ByteQueue } from '../core/byte-queue.js';
import type { ByteSink, FrameDecoder, Framing } from '../core/framing.js';
import { ProtocolError } from '../core/protocol-error.js';

const MOST = 16 * 1024 * 1024;

class FixedDecoder implements FrameDecoder {
  readonly #size: number;
  readonly #maxFrame: number;

  constructor(size: number, maxFrame: number) {
    this.#size = size;
    this.#maxFrame = maxFrame;
  }

  decode(buffer: ByteQueue): Uint8Array | undefined {
    const size = this.#size;
    if (size > this.#maxFrame && buffer.length > 0) {
      throw new ProtocolError('too-long', buffer.position, `record of ${size} bytes, limit is ${this.#maxFrame}`);
    }
    if (buffer.length < size) return undefined;
    const record = buffer.take(size);
    let end = size;
    while (end > 0 && record[end - 1] === 0) end--;
    return end === size ? record : record.subarray(0, end);
  }
}

/** Records of one size. A shorter message is filled up with NUL bytes, which its reader drops: so it cannot end with them. */
class Fixed implements Framing {
  readonly name: string;
  readonly summary = 'records of N bytes, filled up with NUL: fixed:1024';
  readonly parameter = `the size of a record in bytes, 1 to ${MOST}: 1024`;
  readonly #size: number;
  readonly #padding: Uint8Array;

  constructor(parameter: string) {
    const size = /^[1-9]\d{0,8}$/.test(parameter) ? Number(parameter) : 0;
    if (size < 1 || size > MOST) {
      const failure = parameter === '' ? 'the size of a record is missing' : `${parameter} is no size of a record`;
      throw new ParameterError(`${failure}: a whole number from 1 to ${MOST}, such as fixed:1024`);
    }
    this.name = `fixed:${parameter}`;
    this.#size = size;
    this.#padding = new Uint8Array(size);
  }

  decoder(maxFrame: number): FrameDecoder {
    return new FixedDecoder(this.#size, maxFrame);
  }

  encode(payload: Uint8Array, out: ByteSink): void {
    const missing = this.#size - payload.length;
    if (missing < 0)
      throw new PayloadError(`message of ${payload.length} bytes, ${this.name} carries at most ${this.#size}`);
    out.bytes(payload);
    if (missing > 0) out.bytes(this.#padding.subarray(0, missing));
  }

  carries(payload: Uint8Array): boolean {
    return payload.length <= this.#size && payload.at(-1) !== 0;
  }
}

export default Object.assign((parameter = ''): Framing => new Fixed(parameter), { example: '1024' });
