/** Numbers from 0 up to 1 that look random, and are the same ones for the same seed. */
export type Random = () => number;

/** Draws from a seed (any whole number) and the name of what is drawn, so that two lists from one seed have nothing in common. */
export function seededRandom(seed: number, name = ''): Random {
  let state = (seed ^ Math.floor(seed / 2 ** 32)) >>> 0;
  // FNV-1a
  for (const sign of name) state = Math.imul(state ^ sign.charCodeAt(0), 0x01000193) >>> 0;
  // A Weyl sequence through the mixing steps of MurmurHash3: small, and good enough to draw losses from.
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
