const LONGEST = 33; // bits of a key whose remainder fits a 32-bit number

/** Why `key` is no key for a division modulo 2, or `undefined` when it is one. */
export function keyProblem(key: string): string | undefined {
  if (!/^[01]+$/.test(key)) return `key ${key} is not binary: write it with 0 and 1, as in 1001`;
  if (key.length < 2 || key.length > LONGEST) return `key of ${key.length} bits, it has to be 2 to ${LONGEST}`;
  if (!key.startsWith('1')) return `key ${key} begins with 0: its first bit has to be 1`;
  return undefined;
}

/** The remainder of `bits` divided by `key` modulo 2, both text of 0 and 1: one bit shorter than the key. */
export function remainder(bits: string, key: string): string {
  const width = key.length - 1;
  const mask = width === 32 ? -1 : (1 << width) - 1;
  const poly = parseInt(key, 2) & mask;
  let register = 0;
  for (let i = 0; i < bits.length; i++) {
    const subtract = ((register >>> (width - 1)) & 1) === 1;
    register = ((register << 1) & mask) | (bits.charCodeAt(i) & 1);
    if (subtract) register ^= poly;
  }
  return (register >>> 0).toString(2).padStart(width, '0');
}

/** What a sender sends for the data `bits`: the data, and behind it the remainder that makes the whole divisible by `key`. */
export function codeword(bits: string, key: string): string {
  return bits + remainder(bits + '0'.repeat(key.length - 1), key);
}
