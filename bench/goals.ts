import type { BenchFraming } from '../src/bench/load.js';
import { OURS } from '../src/bench/peers.js';
import type { RateRow, BenchResult } from '../src/bench/bench-report.js';
import { NOISY } from '../src/bench/bench-table.js';

/** What a scenario has to reach, and what it is to reach one day. */
interface Goal {
  readonly scenario: string;
  /** Default: with every framing. */
  readonly framing?: BenchFraming;
  readonly what: string;
  readonly bound: { readonly atLeast: number } | { readonly atMost: number };
  /** A wish beyond the goal. */
  readonly later?: boolean;
  /** Null: not measured. */
  readonly value: (result: BenchResult) => number | null;
}

const rate =
  (pick: (row: RateRow, result: BenchResult & { kind: 'rate' }) => number | null, peer = OURS) =>
  (result: BenchResult): number | null => {
    const row = result.kind === 'rate' ? result.rows.find((one) => one.peer === peer) : undefined;
    return result.kind === 'rate' && row !== undefined ? pick(row, result) : null;
  };

const ofC = rate((row, { base }) => (base === 'c-limit' ? row.ratio : null));
const p99OfC = rate((row, { base }) => (base === 'c-limit' ? row.p99Ratio : null));
const ofNaive = rate((row, { rows }) => {
  const naive = rows.find(({ peer }) => peer === 'node-naive');
  return row.rate === null || naive === undefined || naive.rate === null ? null : row.rate / naive.rate;
});
const ours = <R extends { readonly peer: string }>(rows: readonly R[]): R | undefined =>
  rows.find(({ peer }) => peer === OURS);
const idle = (result: BenchResult): number | null =>
  result.kind === 'idle' ? (ours(result.rows)?.kibPerConnection ?? null) : null;
const growth = (result: BenchResult): number | null =>
  result.kind === 'slow' ? (ours(result.rows)?.growthMib ?? null) : null;
const waited = (result: BenchResult): number | null =>
  result.kind === 'slow' ? (ours(result.rows)?.probeWorstMs ?? null) : null;

const rateGoals = (
  scenario: string,
  framing: BenchFraming | undefined,
  atLeast: number,
  aheadOfGo: number,
): readonly Goal[] => {
  const where = framing === undefined ? { scenario } : { scenario, framing };
  return [
    { ...where, what: 'of the C limit', bound: { atLeast }, value: ofC },
    { ...where, what: 'of the C limit, ahead of Go', bound: { atLeast: aheadOfGo }, value: ofC, later: true },
  ];
};

const goals: readonly Goal[] = [
  ...rateGoals('pingpong', undefined, 0.6, 0.82),
  { scenario: 'pingpong', what: "times C's p99", bound: { atMost: 1.8 }, value: p99OfC },
  ...rateGoals('pipelined', 'line', 0.45, 0.7),
  ...rateGoals('pipelined', 'length32', 0.42, 0.78),
  { scenario: 'pipelined', what: 'times the naive Node server', bound: { atLeast: 8 }, value: ofNaive },
  ...rateGoals('large', 'line', 0.36, 0.5),
  ...rateGoals('large', 'length32', 0.42, 0.75),
  ...rateGoals('connect', undefined, 0.42, 0.72),
  { scenario: 'idle', what: 'KiB a connection', bound: { atMost: 8 }, value: idle },
  { scenario: 'idle', what: 'KiB a connection', bound: { atMost: 3 }, value: idle, later: true },
  { scenario: 'slow', what: 'MiB grown', bound: { atMost: 16 }, value: growth },
  { scenario: 'slow', what: 'MiB grown', bound: { atMost: 10 }, value: growth, later: true },
  { scenario: 'slow', what: 'ms until another client is answered', bound: { atMost: 50 }, value: waited },
  { scenario: 'slow-large', what: 'MiB grown', bound: { atMost: 48 }, value: growth },
  { scenario: 'slow-large', what: 'ms until another client is answered', bound: { atMost: 50 }, value: waited },
  {
    scenario: 'workers',
    what: 'times one worker',
    bound: { atLeast: 1.5 },
    value: rate((row) => row.ratio, '2 workers'),
  },
  {
    scenario: 'workers',
    what: 'times one worker',
    bound: { atLeast: 1.9 },
    value: rate((row) => row.ratio, '2 workers'),
    later: true,
  },
];

/** Lines that compare a result with what it is to reach: `goal ≥ 0.60 of the C limit: reached 0.67`. */
export function goalLines(result: BenchResult): readonly string[] {
  return goals
    .filter(({ scenario, framing }) => scenario === result.scenario && (framing ?? result.framing) === result.framing)
    .map(({ what, bound, later, value }) => {
      const actual = value(result);
      const least = 'atLeast' in bound;
      const limit = least ? bound.atLeast : bound.atMost;
      const digits = limit < 5 ? 2 : 1;
      const goal = `${later === true ? 'later' : 'goal'} ${least ? '≥' : '≤'} ${limit.toFixed(digits)} ${what}`;
      if (actual === null) return `${goal}: not measured`;
      const byCpu =
        value === ofC ? rate(({ cpuRatio, noise }) => ((noise ?? 0) > NOISY ? cpuRatio : null))(result) : null;
      const doubt = byCpu === null ? '' : ` (other programs disturbed it; by processor time ${byCpu.toFixed(digits)})`;
      return `${goal}: ${(least ? actual >= limit : actual <= limit) ? 'reached' : 'missed,'} ${actual.toFixed(digits)}${doubt}`;
    });
}
