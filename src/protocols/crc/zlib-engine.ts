import * as zlib from 'node:zlib';
import type { CrcAlgorithm } from './algorithm.js';
import type { CrcEngine } from './engine.js';

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
