import type { BenchFraming, IdleSample, SlowSample } from './load.js';

/** What `wirelab bench --json` prints. */
export interface BenchReport {
  readonly schema: 1;
  readonly startedAt: string;
  readonly machine: {
    readonly platform: string;
    readonly arch: string;
    readonly node: string;
    /** Processors that this program may use. */
    readonly processors: number;
  };
  /** `native`: the load generator in C. `node`: the one in JavaScript, as there is no C compiler. */
  readonly load: 'native' | 'node';
  /** The processors to which the server and the load were bound, or null. */
  readonly pinned: readonly [number, number] | null;
  readonly rounds: number;
  readonly duration: number;
  readonly results: readonly BenchResult[];
  /** Peers that could not be measured on this machine. */
  readonly skipped: readonly { readonly peer: string; readonly reason: string }[];
}

/** One scenario with one framing. */
export type BenchResult = RateResult | IdleResult | SlowResult;

interface Measured {
  readonly scenario: string;
  readonly title: string;
  readonly framing: BenchFraming;
}

export interface RateResult extends Measured {
  readonly kind: 'rate';
  readonly unit: 'msg' | 'conn';
  /** The peer that the ratios compare with. */
  readonly base: string;
  readonly rows: readonly RateRow[];
}

export interface IdleResult extends Measured {
  readonly kind: 'idle';
  readonly rows: readonly ({ readonly peer: string } & IdleSample)[];
}

export interface SlowResult extends Measured {
  readonly kind: 'slow';
  readonly rows: readonly ({ readonly peer: string } & SlowSample)[];
}

/** Medians over the rounds without errors; ratios are medians of the ratios within a round. Null: not known. */
export interface RateRow {
  readonly peer: string;
  readonly rate: number | null;
  /** Of the rate to that of the base. */
  readonly ratio: number | null;
  /** Processor time of the server for each message, in microseconds. */
  readonly cpuMicros: number | null;
  /** Of the base's processor time for a message to the peer's own: like `ratio`, but other programs disturb it less. */
  readonly cpuRatio: number | null;
  /** Latency in microseconds. */
  readonly p50: number | null;
  readonly p99: number | null;
  /** Of the 99th percentile to that of the base. */
  readonly p99Ratio: number | null;
  readonly core: number | null;
  readonly noise: number | null;
  readonly errors: number;
  readonly error: string;
}
