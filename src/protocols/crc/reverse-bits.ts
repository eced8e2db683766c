/** The lowest `width` bits of `value`, in reverse order. */
export function reverseBits(value: bigint, width: number): bigint {
  return BigInt.asUintN(width, BigInt(`0b${value.toString(2).padStart(width, '0').split('').reverse().join('')}`));
}
