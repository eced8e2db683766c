import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { systemClock, type Clock } from '../../core/clock.js';

const TICK_MS = 100; // how often it is looked how busy the machine is, while somebody waits
const LONGEST_TICK_MS = 250; // a tick that came later than that says that this process did not run either: what is more does not count
const SHARE = 2; // so many for each processor are no reason to wait longer
const MOST = 20; // times as long

/** How many processes want to run for each processor of this machine. */
export type Crowd = () => number;

/**
 * A clock for waiting that goes slower while the machine is slow: where more than two processes want each processor, or this
 * process itself did not run in time, less of the time counts. What a program gets done while somebody waits for it is then about
 * the same on an idle machine and on an overloaded one. `now` is the machine's own time.
 */
export class PatientClock implements Clock {
  readonly #crowd: Crowd;
  readonly #clock: Clock;
  #elapsed = 0;
  #last: number;
  #looked = -Infinity;
  #slowness = 1;

  constructor(crowd: Crowd = crowdOfMachine(), clock: Clock = systemClock) {
    this.#crowd = crowd;
    this.#clock = clock;
    this.#last = clock.now();
  }

  now(): number {
    return this.#clock.now();
  }

  /** Milliseconds that count, since some moment. To be asked at least every tenth of a second while somebody waits. */
  elapsed(): number {
    const now = this.#clock.now();
    const elapsed = Math.min(now - this.#last, LONGEST_TICK_MS);
    this.#last = now;
    // Seldom, as a look costs as much as an exchange.
    if (now - this.#looked >= TICK_MS / 2) {
      this.#looked = now;
      this.#slowness = Math.min(MOST, Math.max(1, this.#crowd() / SHARE));
    }
    this.#elapsed += elapsed / this.#slowness;
    return this.#elapsed;
  }

  after(ms: number, run: () => void): () => void {
    const end = this.elapsed() + ms;
    let cancel: () => void = () => undefined;
    const wait = (rest: number): void => {
      cancel = this.#clock.after(Math.min(rest * this.#slowness, TICK_MS), () => {
        const left = end - this.elapsed();
        if (left < 1) run();
        else wait(left);
      });
    };
    wait(ms);
    return () => {
      cancel();
    };
  }
}

/** The clock of all waits in this process. */
export const patientClock = new PatientClock();

/** Of `/proc/loadavg`, which counts all that want to run now; this process, which is looking, is one of them. */
function crowdOfMachine(): Crowd {
  const processors = availableParallelism();
  return () => {
    try {
      const [, running = '1'] = /(\d+)\/\d+/.exec(readFileSync('/proc/loadavg', 'utf8')) ?? [];
      return (Number(running) - 1) / processors;
    } catch {
      return 0; // no such file: nothing is known
    }
  };
}
