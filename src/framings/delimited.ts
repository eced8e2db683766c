import { ParameterError } from '../core/parameter-error.js';
import { PayloadError } from '../core/payload-error.js';
import { ByteQueue } from '../core/byte-queue.js';
import { DelimiterSearch } from '../core/delimiter-search.js';
import { findByte } from '../core/find-byte.js';
import type { ByteSink, FrameDecoder, Framing } from '../core/framing.js';
import { ProtocolError } from '../core/protocol-error.js';

class DelimitedDecoder implements FrameDecoder {
  readonly #search: DelimiterSearch;
  readonly #delimiterSize: number;
  readonly #maxFrame: number;

  constructor(delimiter: Uint8Array, maxFrame: number) {
    this.#search = new DelimiterSearch(delimiter);
    this.#delimiterSize = delimiter.length;
    this.#maxFrame = maxFrame;
  }

  decode(buffer: ByteQueue): Uint8Array | undefined {
    const end = this.#search.find(buffer);
    const size = end < 0 ? this.#search.clear : end;
    if (size > this.#maxFrame) {
      const known = end < 0 ? `at least ${size}` : String(size);
      throw new ProtocolError(
        'too-long',
        buffer.position + this.#maxFrame,
        `frame of ${known} bytes, limit is ${this.#maxFrame}`,
      );
    }
    if (end < 0) return undefined;
    const message = buffer.take(end);
    buffer.skip(this.#delimiterSize);
    return message;
  }
}

/** A message ends with the bytes that the parameter gives. */
class Delimited implements Framing {
  readonly name: string;
  readonly summary = 'ends with bytes of your choice: delimited:%00';
  readonly parameter = 'the bytes that end a message, percent-encoded: %00, %0d%0a.%0d%0a';
  readonly #delimiter: Uint8Array;

  constructor(parameter: string) {
    this.name = `delimited:${parameter}`;
    this.#delimiter = percentDecoded(parameter);
  }

  decoder(maxFrame: number): FrameDecoder {
    return new DelimitedDecoder(this.#delimiter, maxFrame);
  }

  encode(payload: Uint8Array, out: ByteSink): void {
    if (!this.carries(payload))
      throw new PayloadError(`the message would end early: with ${this.name} it cannot hold the delimiter`);
    out.bytes(payload);
    out.bytes(this.#delimiter);
  }

  /** False also where the end of `payload` and the delimiter behind it make a delimiter that begins earlier. */
  carries(payload: Uint8Array): boolean {
    if (findByte(payload, this.#delimiter[0] as number) < 0) return true;
    const search = new DelimiterSearch(this.#delimiter);
    const frame = new ByteQueue();
    frame.push(payload);
    if (search.find(frame) >= 0) return false;
    if (search.clear === payload.length) return true;
    frame.push(this.#delimiter);
    return search.find(frame) === payload.length;
  }
}

function percentDecoded(parameter: string): Uint8Array {
  if (parameter === '')
    throw new ParameterError('the bytes that end a message are missing; give them percent-encoded: delimited:%00');
  const wrong = /%(?![0-9a-f]{2}).{0,2}/i.exec(parameter);
  if (wrong)
    throw new ParameterError(`${wrong[0]} is no byte; a byte is % and two hexadecimal digits: delimited:%0d%0a`);
  const parts = parameter.split(/(%[0-9a-f]{2})/i);
  return Uint8Array.from(
    parts.flatMap((part) =>
      part.startsWith('%') ? [parseInt(part.slice(1), 16)] : [...new TextEncoder().encode(part)],
    ),
  );
}

export default Object.assign((parameter = ''): Framing => new Delimited(parameter), { example: '%00' });
