import { ByteStuffing, type Stuffing } from '../core/byte-stuffing.js';
import type { Framing } from '../core/framing.js';
import { ProtocolError } from '../core/protocol-error.js';

const END = 0xc0;
const ESC = 0xdb;
const ESC_END = 0xdc;
const ESC_ESC = 0xdd;

const stuffing: Stuffing = {
  end: END,
  longest: (size) => 2 * size,

  stuff(message) {
    let size = message.length;
    for (const byte of message) if (byte === END || byte === ESC) size++;
    if (size === message.length) return message;
    const frame = new Uint8Array(size);
    let at = 0;
    for (const byte of message) {
      if (byte === END || byte === ESC) {
        frame[at++] = ESC;
        frame[at++] = byte === END ? ESC_END : ESC_ESC;
      } else {
        frame[at++] = byte;
      }
    }
    return frame;
  },

  unstuff(frame, start) {
    if (!frame.includes(ESC)) return frame;
    const message = new Uint8Array(frame.length);
    let size = 0;
    for (let at = 0; at < frame.length; at++) {
      const byte = frame[at] as number;
      if (byte === ESC) message[size++] = meaning(frame[++at] ?? END, start + at);
      else message[size++] = byte;
    }
    return message.subarray(0, size);
  },
};

function meaning(escaped: number, offset: number): number {
  if (escaped === ESC_END) return END;
  if (escaped === ESC_ESC) return ESC;
  throw new ProtocolError(
    'malformed',
    offset,
    `byte ${escaped.toString(16).padStart(2, '0')} behind ESC (db), where slip has dc or dd`,
  );
}

/** Byte c0 ends a message; in the message it is db dc, and db is db dd (RFC 1055). */
export default (): Framing =>
  new ByteStuffing('slip', 'ends with byte c0, escaped in the message (RFC 1055)', stuffing);
