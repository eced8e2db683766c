import type { Framing } from '../core/framing.js';
import { LengthPrefix } from '../core/length-prefix.js';

/** Two bytes of length, as DNS has it over TCP (RFC 1035, section 4.2.2). */
export default (): Framing => new LengthPrefix('length16', 'length in 2 bytes (big-endian), then the message', 2);
