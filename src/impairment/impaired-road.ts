import type { DatagramEvent } from './impairment-event.js';
import { Fates } from './fates.js';
import type { DatagramImpairment, End } from './impairment-plan.js';

/** Where waiting comes from: a machine's clock, or a test's. */
export interface Timer {
  /** Runs `run` after `ms`. Returns what prevents it. */
  after(ms: number, run: () => void): () => void;
}

/** A datagram that is held back and that none follows goes on after this. */
const HELD_BACK_MS = 60;

/** Who gets what a road carries. */
export interface Traveller {
  /** Called as often as the datagram comes, perhaps at once. */
  arrive(datagram: Uint8Array): void;
  /** Told what is done to it. */
  report(event: DatagramEvent): void;
}

/** The way of datagrams to one end, with what a fault plan does to them. Without sockets, and without a clock of its own. */
export class ImpairedRoad {
  readonly #to: End;
  readonly #fates: Fates;
  readonly #delayMs: number;
  readonly #timer: Timer;
  readonly #waiting = new Set<() => void>(); // what prevents each
  #number = 0;
  #heldBack: { readonly number: number; readonly goOn: (by: number) => void } | undefined;

  /** Throws a RangeError for faults that make no sense. */
  constructor(to: End, impairment: DatagramImpairment, seed: number, timer: Timer) {
    this.#to = to;
    this.#fates = new Fates(impairment, seed, to);
    this.#delayMs = impairment.delayMs ?? 0;
    this.#timer = timer;
  }

  /** Sends a datagram on its way. Over all senders they are counted together. */
  carry(datagram: Uint8Array, traveller: Traveller): void {
    const number = ++this.#number;
    const { copies, isHeldBack, lateMs } = this.#fates.next();
    const on = { to: this.#to, number, bytes: datagram };
    if (copies === 0) {
      traveller.report({ ...on, what: 'dropped' });
      return;
    }
    if (copies > 1) traveller.report({ ...on, what: 'doubled' });
    if (lateMs > 0) traveller.report({ ...on, what: 'late', ms: lateMs });
    const comes = (): void => {
      for (let copy = 0; copy < copies; copy++) traveller.arrive(datagram);
    };
    const ms = this.#delayMs + lateMs;
    if (isHeldBack && this.#heldBack === undefined) {
      this.#holdBack(number, ms + HELD_BACK_MS, comes, (by) => {
        traveller.report(
          by === undefined ? { ...on, what: 'late', ms: HELD_BACK_MS } : { ...on, what: 'overtaken', by },
        );
      });
    } else if (ms === 0) {
      this.#pass(number, comes);
    } else {
      this.#wait(ms, () => {
        this.#pass(number, comes);
      });
    }
  }

  /** Nothing more arrives. */
  close(): void {
    for (const prevent of [...this.#waiting]) prevent();
    this.#heldBack = undefined;
  }

  #pass(number: number, comes: () => void): void {
    comes();
    const held = this.#heldBack;
    if (held !== undefined && held.number < number) held.goOn(number);
  }

  #holdBack(number: number, ms: number, comes: () => void, tell: (by?: number) => void): void {
    const goOn = (by?: number): void => {
      stop();
      this.#heldBack = undefined;
      tell(by);
      comes();
    };
    const stop = this.#wait(ms, () => {
      goOn();
    });
    this.#heldBack = { number, goOn };
  }

  #wait(ms: number, run: () => void): () => void {
    const stop = (): void => {
      prevent();
      this.#waiting.delete(stop);
    };
    const prevent = this.#timer.after(ms, () => {
      this.#waiting.delete(stop);
      run();
    });
    this.#waiting.add(stop);
    return stop;
  }
}
