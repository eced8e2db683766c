/** The remainder of the division modulo 2 of the sheet, as on paper. */
export function remainder(text: string, key: string): string {
  const bits = Array.from(text);
  for (let i = 0; i + key.length <= bits.length; i++) {
    if (bits[i] === '0') continue;
    for (let j = 0; j < key.length; j++) bits[i + j] = bits[i + j] === key[j] ? '0' : '1';
  }
  return bits.slice(1 - key.length).join('');
}

/** The text in bits, seven for each letter, and the remainder. */
export function codeword(text: string, key: string): string {
  const data = Array.from(text, (letter) => letter.charCodeAt(0).toString(2)).join('');
  return data + remainder(data + '0'.repeat(key.length - 1), key);
}

/** The bits with those at some places turned. */
export function flipped(bits: string, ...places: readonly number[]): string {
  return Array.from(bits, (bit, place) => {
    if (!places.includes(place)) return bit;
    return bit === '0' ? '1' : '0';
  }).join('');
}

/** How far apart two wrong bits are that this key does not find: the least such distance. Its multiples are the others. */
export function missedDistance(key: string): number {
  for (let distance = 1; ; distance++) {
    if (!remainder(`1${'0'.repeat(distance - 1)}1`.padStart(key.length, '0'), key).includes('1')) return distance;
  }
}

/** The first of some words whose remainder begins with a zero. */
export function wordWithLeadingZero(key: string): string {
  const words = ['CRC', 'network', 'socket', 'stream', 'packet', 'router', 'segment', 'datagram'];
  const found = words.find((word) => codeword(word, key).at(1 - key.length) === '0');
  if (found === undefined) throw new Error(`no word has a remainder with a leading zero for the key ${key}`);
  return found;
}
