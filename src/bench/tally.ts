import { createHistogram } from 'node:perf_hooks';
import type { LoadTarget, RateSample } from './load.js';
import { cpuSeconds, machineSeconds, ownSeconds } from './cpu-seconds.js';

interface Clocks {
  readonly at: number;
  readonly server: number | undefined;
  readonly own: number;
  readonly machine: number;
}

/** Counts replies and their latencies between start and stop, and what they cost. */
export class RateTally {
  readonly #pids: readonly number[];
  readonly #latencies = createHistogram();
  #from: Clocks;
  #to: Clocks | undefined;
  #messages = 0;
  #errors = 0;
  #error = '';

  constructor({ pids }: LoadTarget) {
    this.#pids = pids;
    this.#from = this.#clocks();
  }

  /** Begins (again). */
  start(): void {
    this.#messages = 0;
    this.#latencies.reset();
    this.#from = this.#clocks();
  }

  stop(): void {
    this.#to ??= this.#clocks();
  }

  answered(count: number): void {
    if (this.#to === undefined) this.#messages += count;
  }

  took(milliseconds: number): void {
    if (this.#to === undefined) this.#latencies.record(Math.max(1, Math.round(milliseconds * 1e6)));
  }

  fail(error: string): void {
    if (this.#errors++ === 0) this.#error = error;
  }

  get verified(): { readonly errors: number; readonly error: string } {
    return { errors: this.#errors, error: this.#error };
  }

  sample(): RateSample {
    const from = this.#from;
    const to = this.#to ?? this.#clocks();
    const seconds = (to.at - from.at) / 1000;
    const server = from.server === undefined || to.server === undefined ? null : to.server - from.server;
    const micros = (quantile: number): number =>
      this.#latencies.count === 0 ? 0 : this.#latencies.percentile(quantile) / 1000;
    return {
      rate: this.#messages / seconds,
      p50: micros(50),
      p99: micros(99),
      cpuMicros: server === null || this.#messages === 0 ? null : (server * 1e6) / this.#messages,
      core: server === null ? null : server / seconds,
      noise: server === null ? null : Math.max(0, to.machine - from.machine - server - (to.own - from.own)) / seconds,
      ...this.verified,
    };
  }

  #clocks(): Clocks {
    return { at: performance.now(), server: cpuSeconds(this.#pids), own: ownSeconds(), machine: machineSeconds() };
  }
}
