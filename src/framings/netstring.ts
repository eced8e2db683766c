import type { ByteQueue } from '../core/byte-queue.js';
import type { ByteSink, FrameDecoder, Framing } from '../core/framing.js';
import { ProtocolError } from '../core/protocol-error.js';

const ZERO = 0x30;
const COLON = 0x3a;
const COMMA = 0x2c;

class NetstringDecoder implements FrameDecoder {
  readonly #maxFrame: number;

  constructor(maxFrame: number) {
    this.#maxFrame = maxFrame;
  }

  decode(buffer: ByteQueue): Uint8Array | undefined {
    let size = 0;
    let at = 0;
    for (; ; at++) {
      if (at === buffer.length) return undefined;
      const byte = buffer.byteAt(at);
      if (byte === COLON && at > 0) break;
      const digit = byte - ZERO;
      if (digit < 0 || digit > 9) throw unexpected(buffer, at, at === 0 ? 'a digit' : 'a digit or a colon');
      if (at > 0 && size === 0) throw unexpected(buffer, at, 'a colon behind the length 0');
      size = size * 10 + digit;
      // At the first digit too many: the length itself may not grow without end either.
      if (size > this.#maxFrame) {
        throw new ProtocolError(
          'too-long',
          buffer.position + at,
          `frame of at least ${size} bytes, limit is ${this.#maxFrame}`,
        );
      }
    }
    const end = at + 1 + size;
    if (buffer.length <= end) return undefined;
    if (buffer.byteAt(end) !== COMMA) throw unexpected(buffer, end, 'a comma behind the message');
    buffer.skip(at + 1);
    const message = buffer.take(size);
    buffer.skip(1);
    return message;
  }
}

function unexpected(buffer: ByteQueue, index: number, wanted: string): ProtocolError {
  const byte = buffer.byteAt(index).toString(16).padStart(2, '0');
  return new ProtocolError('malformed', buffer.position + index, `byte ${byte} where a netstring has ${wanted}`);
}

/** The length in decimal digits, a colon, the message, a comma (D. J. Bernstein, 1997). A length has no leading zeros. */
class Netstring implements Framing {
  readonly name = 'netstring';
  readonly summary = 'length in digits, colon, message, comma: 5:hello,';

  decoder(maxFrame: number): FrameDecoder {
    return new NetstringDecoder(maxFrame);
  }

  encode(payload: Uint8Array, out: ByteSink): void {
    const digits = String(payload.length);
    for (let i = 0; i < digits.length; i++) out.byte(digits.charCodeAt(i));
    out.byte(COLON);
    out.bytes(payload);
    out.byte(COMMA);
  }
}

export default (): Framing => new Netstring();
