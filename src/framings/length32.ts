import type { Framing } from '../core/framing.js';
import { LengthPrefix } from '../core/length-prefix.js';

/** Four bytes of length. */
export default (): Framing => new LengthPrefix('length32', 'length in 4 bytes (big-endian), then the message', 4);
