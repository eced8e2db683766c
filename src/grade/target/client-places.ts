import type { Endpoint } from '../../transport/listener.js';

// What people write into a client: the ports of tutorials, and numbers that are easy to type.
const USUAL_PORTS: readonly number[] = [
  1234, 2000, 3000, 3333, 4000, 4242, 4321, 4444, 5000, 5001, 5050, 5555, 6000, 6666, 6789, 7000, 7777, 8000, 8001,
  8080, 8081, 8765, 8888, 9000, 9001, 9090, 9876, 9999, 10000, 11111, 12000, 12001, 12345, 12346, 13000, 15000, 20000,
  22222, 30000, 33333, 40000, 44444, 50000, 50007, 54321, 55555, 60000, 65432, 65433,
];

/**
 * Where a client may come to: the places that it was found to know, over IPv6 too, and until it has come for the first time every
 * port that people use. It is then met on the port to which it came.
 */
export class ClientPlaces {
  readonly #known: readonly Endpoint[];
  readonly #guesses: readonly number[];
  #came: number | undefined;
  #isLookedFor = false;

  /** `guesses`: only where the ports are nobody else's. */
  constructor(known: readonly Endpoint[], guesses: boolean) {
    this.#known = known;
    this.#guesses = guesses ? USUAL_PORTS.filter((port) => known.every((place) => place.port !== port)) : [];
  }

  /** Places to listen in. */
  get places(): readonly Endpoint[] {
    const more =
      this.#came === undefined
        ? this.#guesses
        : [this.#came].filter((port) => this.#known.every((place) => place.port !== port));
    return [...this.#known, ...more.map((port) => ({ host: '0.0.0.0', port }))].flatMap((place) =>
      place.host === '0.0.0.0' ? [place, { ...place, host: '::' }] : [place],
    );
  }

  /** It has come to none of them so far, and was not looked for. */
  get isLost(): boolean {
    return this.#came === undefined && !this.#isLookedFor;
  }

  /** The port to which it came, where that is none of the known. */
  get elsewhere(): number | undefined {
    return this.#known.some(({ port }) => port === this.#came) ? undefined : this.#came;
  }

  /** It has come to this port. */
  came(port: number): void {
    this.#came ??= port;
  }

  /** It was looked for on all ports, and came to this one, if to any. */
  looked(port: number | undefined): void {
    this.#isLookedFor = true;
    this.#came ??= port;
  }
}
