import type { CrcAlgorithm } from './algorithm.js';
import type { CrcEngine, CrcRegister } from './engine.js';
import { narrowEngine } from './narrow-engine.js';
import { wideEngine } from './wide-engine.js';
import { zlibEngine } from './zlib-engine.js';

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
