/** Random numbers that are the same again for the same seed (xorshift, 32 bits). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    // Neighbouring seeds have to differ in more than one bit.
    this.#state = Math.imul(seed ^ 0x9e37_79b9, 0x85eb_ca6b) || 1;
    for (let i = 0; i < 4; i++) this.#next();
  }

  /** A whole number from 0 to `count` - 1. */
  below(count: number): number {
    return this.#next() % count;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  bytes(size: number): Uint8Array {
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i++) bytes[i] = this.#next();
    return bytes;
  }

  #next(): number {
    let state = this.#state;
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    this.#state = state;
    return state >>> 0;
  }
}
