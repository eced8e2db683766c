import type { CrcAlgorithm } from './algorithm.js';
import type { CrcEngine } from './engine.js';
import { reverseBits } from './reverse-bits.js';

/**
 * A CRC of up to 32 bits, by table and in numbers.
 *
 * The register stands where the next byte meets it, so that widths below 8 are nothing special: at the low end of the
 * number where bits come lowest first, at the high end of 32 bits where they come highest first.
 */
export function narrowEngine(algorithm: CrcAlgorithm): CrcEngine {
  const { width, refin, refout, xorout } = algorithm;
  const align = 32 - width;
  const place = (value: bigint): number => (refin ? Number(reverseBits(value, width)) : Number(value) << align);
  const read = (register: number): bigint => BigInt((refin ? register : register >>> align) >>> 0);
  const start = place(algorithm.init);
  const table = refin ? lowFirstTable(place(algorithm.poly)) : highFirstTable(place(algorithm.poly));
  const step = refin ? lowFirst : highFirst;
  return {
    register() {
      let register = start;
      return {
        update: (bytes) => {
          register = step(table, register, bytes);
        },
        digest: () => (refin === refout ? read(register) : reverseBits(read(register), width)) ^ xorout,
      };
    },
  };
}

function lowFirst(table: Int32Array, start: number, bytes: Uint8Array): number {
  let register = start;
  for (const byte of bytes) register = (table[(register ^ byte) & 0xff] as number) ^ (register >>> 8);
  return register;
}

function highFirst(table: Int32Array, start: number, bytes: Uint8Array): number {
  let register = start;
  for (const byte of bytes) register = (table[(register >>> 24) ^ byte] as number) ^ (register << 8);
  return register;
}

function lowFirstTable(poly: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    let register = byte;
    for (let bit = 0; bit < 8; bit++) register = (register & 1) === 1 ? (register >>> 1) ^ poly : register >>> 1;
    return register;
  });
}

function highFirstTable(poly: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    let register = byte << 24;
    for (let bit = 0; bit < 8; bit++) register = register < 0 ? (register << 1) ^ poly : register << 1;
    return register;
  });
}
