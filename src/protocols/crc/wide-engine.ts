import type { CrcAlgorithm } from './algorithm.js';
import type { CrcEngine } from './engine.js';
import { reverseBits } from './reverse-bits.js';

/** A CRC of more than 32 bits, by table. BigInt is slow (about 10 MB/s), and these are rare. */
export function wideEngine(algorithm: CrcAlgorithm): CrcEngine {
  const { width, refin, refout, xorout } = algorithm;
  const start = refin ? reverseBits(algorithm.init, width) : algorithm.init;
  const step = refin ? lowFirst(algorithm) : highFirst(algorithm);
  return {
    register() {
      let register = start;
      return {
        update: (bytes) => {
          for (const byte of bytes) register = step(register, byte);
        },
        digest: () => (refin === refout ? register : reverseBits(register, width)) ^ xorout,
      };
    },
  };
}

type Step = (register: bigint, byte: number) => bigint;

function lowFirst({ poly, width }: CrcAlgorithm): Step {
  const reversed = reverseBits(poly, width);
  const table = Array.from({ length: 256 }, (_, byte) => {
    let register = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) register = (register & 1n) === 1n ? (register >> 1n) ^ reversed : register >> 1n;
    return register;
  });
  return (register, byte) => (table[Number(register & 0xffn) ^ byte] as bigint) ^ (register >> 8n);
}

function highFirst({ poly, width }: CrcAlgorithm): Step {
  const top = BigInt(width - 1);
  const above = BigInt(width - 8);
  const table = Array.from({ length: 256 }, (_, byte) => {
    let register = BigInt(byte) << above;
    for (let bit = 0; bit < 8; bit++)
      register = BigInt.asUintN(width, register >> top === 1n ? (register << 1n) ^ poly : register << 1n);
    return register;
  });
  return (register, byte) =>
    (table[Number(register >> above) ^ byte] as bigint) ^ BigInt.asUintN(width, register << 8n);
}
