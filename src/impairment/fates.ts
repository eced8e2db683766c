import { MOST_LOST_IN_A_ROW, requireSensible, type DatagramImpairment } from './impairment-plan.js';
import { seededRandom, type Random } from '../core/random.js';

/** What becomes of one datagram. */
export interface Fate {
  /** How many times it comes: 0, 1 or 2. */
  readonly copies: number;
  /** It waits until the next one has gone by. */
  readonly isHeldBack: boolean;
  /** How much later than usual it comes. */
  readonly lateMs: number;
}

/** The fates of the datagrams of one direction, one after the other: for one seed always the same ones. */
export class Fates {
  readonly #impairment: DatagramImpairment;
  readonly #random: Random;
  #number = 0;
  #lostInARow = 0;

  /** Throws a RangeError for faults that make no sense. */
  constructor(impairment: DatagramImpairment, seed: number, direction: string) {
    requireSensible(impairment);
    this.#impairment = impairment;
    this.#random = seededRandom(seed, direction);
  }

  next(): Fate {
    const { loss = 0, duplication = 0, reordering = 0, drop, double, holdBack, late } = this.#impairment;
    const number = ++this.#number;
    // All are drawn for each datagram, so that one probability changes nothing about the others.
    const [isLost, isDoubled, isHeldBack] = [
      this.#random() < loss,
      this.#random() < duplication,
      this.#random() < reordering,
    ];
    const isDropped = drop?.includes(number) === true || (isLost && this.#lostInARow < MOST_LOST_IN_A_ROW);
    this.#lostInARow = isDropped ? this.#lostInARow + 1 : 0;
    const arriving = isDoubled || double?.includes(number) === true ? 2 : 1;
    return {
      copies: isDropped ? 0 : arriving,
      isHeldBack: !isDropped && (isHeldBack || holdBack?.includes(number) === true),
      lateMs: late?.[number] ?? 0,
    };
  }
}
