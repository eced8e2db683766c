import { ByteStuffing, type Stuffing } from '../core/byte-stuffing.js';
import type { Framing } from '../core/framing.js';
import { ProtocolError } from '../core/protocol-error.js';

// A block is a code byte and code - 1 bytes without a zero. It stands for these bytes and a zero behind them, except that
// the zero is missing where the code is 255, and after the last block.
const FULL = 255;

const stuffing: Stuffing = {
  end: 0,
  // One more than is needed, as some writers close with an empty block behind a full one.
  longest: (size) => size + 1 + Math.floor(size / (FULL - 1)),

  stuff(message) {
    const frame = new Uint8Array(this.longest(message.length));
    let code = 0; // where that of the current block is
    let at = 1;
    for (let i = 0; i < message.length; i++) {
      const byte = message[i] as number;
      if (byte !== 0) frame[at++] = byte;
      const full = at - code === FULL && i + 1 < message.length;
      if (byte !== 0 && !full) continue;
      frame[code] = at - code;
      code = at++;
    }
    frame[code] = at - code;
    return frame.subarray(0, at);
  },

  unstuff(frame, start) {
    const message = new Uint8Array(frame.length);
    let size = 0;
    for (let at = 0; at < frame.length;) {
      const code = frame[at] as number;
      const next = at + code;
      if (next > frame.length) {
        throw new ProtocolError(
          'malformed',
          start + at,
          `cobs block of ${code} bytes, but the frame ends after ${frame.length - at} of them`,
        );
      }
      while (++at < next) message[size++] = frame[at] as number;
      if (code < FULL && next < frame.length) size++; // a zero, as new memory is
    }
    return message.subarray(0, size);
  },
};

/** Consistent Overhead Byte Stuffing (Cheshire and Baker, 1999): zero bytes are written as distances, and a zero ends a message. */
export default (): Framing => new ByteStuffing('cobs', 'ends with byte 00, stuffed in the message (COBS)', stuffing);
