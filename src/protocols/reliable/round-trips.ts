const FIRST_TIMEOUT = 1000; // milliseconds, before anything is known (RFC 6298)
const LEAST_VARIATION = 10; // milliseconds that a machine may be late with a timer

/** Round trips as a sender measures them, and the timeout that follows: RFC 6298. */
export class RoundTrips {
  readonly #sentAt = new Map<number, number>(); // of what was sent once and is not acknowledged
  #smoothed: number | undefined;
  #variation = 0;
  #shortest = 0;
  #sum = 0;
  #count = 0;

  /** Infinite as long as none was measured. */
  get shortestMs(): number {
    return this.#count === 0 ? Infinity : this.#shortest;
  }

  /** 0 as long as none was measured. */
  get meanMs(): number {
    return this.#count === 0 ? 0 : this.#sum / this.#count;
  }

  get timeoutMs(): number {
    return this.#smoothed === undefined
      ? FIRST_TIMEOUT
      : this.#smoothed + Math.max(LEAST_VARIATION, 4 * this.#variation);
  }

  sent(index: number, now: number): void {
    this.#sentAt.set(index, now);
  }

  /** Nobody can tell to which copy an acknowledgement belongs: it is not measured (P. Karn). */
  resent(index: number): void {
    this.#sentAt.delete(index);
  }

  /** All up to this one. */
  acknowledged(index: number, now: number): void {
    const sentAt = this.#sentAt.get(index);
    for (const each of this.#sentAt.keys()) if (each <= index) this.#sentAt.delete(each);
    if (sentAt !== undefined) this.#measure(now - sentAt);
  }

  /** The first that was heard, whatever it says, of what was all sent at once so long ago. */
  heardAfter(ms: number): void {
    if (this.#count === 0) this.#measure(ms);
  }

  #measure(trip: number): void {
    this.#sum += trip;
    this.#count++;
    this.#shortest = this.#smoothed === undefined ? trip : Math.min(this.#shortest, trip);
    this.#variation =
      this.#smoothed === undefined ? trip / 2 : 0.75 * this.#variation + 0.25 * Math.abs(this.#smoothed - trip);
    this.#smoothed = this.#smoothed === undefined ? trip : 0.875 * this.#smoothed + 0.125 * trip;
  }
}
