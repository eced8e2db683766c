import { ProtocolError } from './protocol-error.js';
import { utf8Length } from './utf8.js';

/** How the payload of a frame becomes the message that a handler sees, and back. */
export interface Codec<I, O = I> {
  /** Throws a ProtocolError (its offset counts from the start of the payload) when the payload is no message. */
  decode(payload: Uint8Array): I;
  encode(message: O): Uint8Array;
  /** The answer to a payload that could not be decoded. Where this is missing, such a payload ends the session. */
  refusal?(error: ProtocolError): O;
}

/** Messages as they are on the wire. */
export const bytes: Codec<Uint8Array> = { decode: (payload) => payload, encode: (message) => message };

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Messages are text in UTF-8; others are answered with `error: …`. */
export const text: Codec<string> = {
  decode(payload) {
    try {
      return decoder.decode(payload);
    } catch {
      const offset = utf8Length(payload);
      const byte = (payload[offset] ?? 0).toString(16).padStart(2, '0');
      throw new ProtocolError('malformed', offset, `not UTF-8: byte ${byte} at offset ${String(offset)}`);
    }
  },
  encode(message) {
    // An encoder takes anything for text, and a handler in JavaScript may send what it forgot to set.
    if (typeof message !== 'string') throw new TypeError(`a message of text has to be a string, is ${typeof message}`);
    return encoder.encode(message);
  },
  refusal: (error) => `error: ${error.message}`,
};
