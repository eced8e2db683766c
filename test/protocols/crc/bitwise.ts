import type { CrcAlgorithm } from '../../../src/protocols/crc/algorithm.js';

/** A message as the bits that enter the register, in their order. */
export function bitsOf(algorithm: CrcAlgorithm, bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => {
    const bits = byte.toString(2).padStart(8, '0');
    return algorithm.refin ? reversed(bits) : bits;
  }).join('');
}

/** What the register reads behind `bits`, before xorout: a model that takes one bit at a time and knows no tables. */
export function registerAfter({ width, poly, init, refout }: CrcAlgorithm, bits: string): bigint {
  const top = 1n << BigInt(width - 1);
  let register = init;
  for (const bit of bits) {
    const divides = ((register & top) !== 0n) !== (bit === '1');
    register = BigInt.asUintN(width, register << 1n) ^ (divides ? poly : 0n);
  }
  return refout ? BigInt(`0b${reversed(asBits(register, width))}`) : register;
}

/** The checksum as the bits that follow the message on the wire. */
export function checksumBits({ width, refout }: CrcAlgorithm, checksum: bigint): string {
  const bits = asBits(checksum, width);
  return refout ? reversed(bits) : bits;
}

function asBits(value: bigint, width: number): string {
  return value.toString(2).padStart(width, '0');
}

function reversed(bits: string): string {
  return bits.split('').reverse().join('');
}
