import * as zlib from 'node:zlib';
import type { CrcAlgorithm } from './algorithm.js';
import type { CrcEngine, CrcRegister } from './engine.js';
import { narrowEngine } from './narrow-engine.js';
import { wideEngine } from './wide-engine.js';

const engines = new WeakMap<CrcAlgorithm, CrcEngine>();

function engineOf(algorithm: CrcAlgorithm): CrcEngine {
  let engine = engines.get(algorithm);
  if (engine === undefined) {
    engine = zlibEngine(algorithm) ?? (algorithm.width <= 32 ? narrowEngine(algorithm) : wideEngine(algorithm));
    engines.set(algorithm, engine);
  }
  return engine;
}

/** The checksum of a message that comes in pieces: `new Crc(algorithm).update(a).update(b).digest()`. */
export class Crc {
  readonly #register: CrcRegister;

  constructor(algorithm: CrcAlgorithm) {
    this.#register = engineOf(algorithm).register();
  }

  /** Goes on with `bytes`. Where the message is cut makes no difference. */
  update(bytes: Uint8Array): this {
    this.#register.update(bytes);
    return this;
  }

  /** The checksum of everything so far; it can go on afterwards. */
  digest(): bigint {
    return this.#register.digest();
  }
}

/** The checksum of one message. */
export function crc(algorithm: CrcAlgorithm, bytes: Uint8Array): bigint {
  return new Crc(algorithm).update(bytes).digest();
}

// Node has it since 20.15 and 22.2; where it is missing, the table does.
const crc32 = (zlib as { readonly crc32?: (bytes: Uint8Array, before: number) => number }).crc32;

/** The CRC that Node computes itself, many times faster than a table in JavaScript; `undefined` for all others. */
export function zlibEngine(algorithm: CrcAlgorithm): CrcEngine | undefined {
  if (algorithm.name !== 'CRC-32/ISO-HDLC' || crc32 === undefined) return undefined;
  return {
    register() {
      let sum = 0;
      return {
        update: (bytes) => {
          sum = crc32(bytes, sum);
        },
        digest: () => BigInt(sum),
      };
    },
  };
}
