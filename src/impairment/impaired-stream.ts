import type { StreamImpairment } from './impairment-plan.js';
import { seededRandom, type Random } from '../core/random.js';

/** What goes out in place of what was sent, `at` so many bytes: a piece, or something that happens to the connection. */
export type StreamAct = { readonly at: number } & (
  { readonly act: 'piece'; readonly bytes: Uint8Array } | { readonly act: 'end' | 'reset' | 'stop' }
);

/** One direction of a connection, with what a fault plan does to its bytes. Without sockets and without a clock. */
export class ImpairedStream {
  readonly #impairment: StreamImpairment;
  readonly #random: Random;
  #offset = 0;
  #nextCut: number;
  #isOver = false;

  constructor(impairment: StreamImpairment, seed: number, name: string) {
    this.#impairment = impairment;
    this.#random = seededRandom(seed, `stream ${name}`);
    this.#nextCut = this.#drawCut();
  }

  /** What becomes of these bytes. Nothing follows an end. */
  carry(bytes: Uint8Array): StreamAct[] {
    const acts: StreamAct[] = [];
    let rest = bytes;
    while (!this.#isOver) {
      const over = this.#limit();
      if (over !== undefined && over.at <= this.#offset) {
        this.#isOver = true;
        acts.push({ act: over.act, at: this.#offset });
        break;
      }
      if (rest.length === 0) break;
      const until = Math.min(
        this.#nextCut,
        over?.at ?? Infinity,
        ...(this.#impairment.cuts ?? []).filter((cut) => cut > this.#offset),
      );
      const piece = rest.subarray(0, until - this.#offset);
      acts.push({ act: 'piece', at: this.#offset, bytes: piece });
      rest = rest.subarray(piece.length);
      this.#offset += piece.length;
      if (this.#offset >= this.#nextCut) this.#nextCut = this.#drawCut();
    }
    return acts;
  }

  #limit(): { readonly act: 'end' | 'reset' | 'stop'; readonly at: number } | undefined {
    const { endAfter, resetAfter, stopAfter } = this.#impairment;
    const limits = (
      [
        ['end', endAfter],
        ['reset', resetAfter],
        ['stop', stopAfter],
      ] as const
    ).flatMap(([act, at]) => (at === undefined ? [] : [{ act, at }]));
    return limits.sort((a, b) => a.at - b.at)[0];
  }

  #drawCut(): number {
    const { pieces } = this.#impairment;
    return pieces === undefined ? Infinity : this.#offset + 1 + Math.floor(this.#random() * pieces);
  }
}
