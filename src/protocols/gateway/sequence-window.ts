const SIZE = 32; // how many numbers are remembered, the newest included
const CIRCLE = 0x10000;
const HALF = CIRCLE / 2; // farther ahead than this is behind

/** Which of the 16-bit sequence numbers of one device have come. */
export class SequenceWindow {
  #newest: number | undefined;
  #seen = 0; // bit n: the number that is n behind the newest has come

  /**
   * True when `sequence` has not come before. What is too far behind to be remembered has; but 0 behind the newest is a
   * device that has started anew.
   */
  accept(sequence: number): boolean {
    if (this.#newest === undefined) return this.#start(sequence);
    const ahead = (sequence - this.#newest) & (CIRCLE - 1);
    if (ahead === 0) return false;
    if (ahead < HALF) {
      this.#seen = ahead < SIZE ? (this.#seen << ahead) | 1 : 1;
      this.#newest = sequence;
      return true;
    }
    if (sequence === 0) return this.#start(0);
    const behind = CIRCLE - ahead;
    if (behind >= SIZE || (this.#seen & (1 << behind)) !== 0) return false;
    this.#seen |= 1 << behind;
    return true;
  }

  #start(sequence: number): true {
    this.#newest = sequence;
    this.#seen = 1;
    return true;
  }
}
