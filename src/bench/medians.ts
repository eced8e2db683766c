import type { RateSample } from './load.js';
import type { RateRow } from './bench-report.js';

/** The middle of the values, or of the two in the middle; null without values. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/**
 * The rows of a table, from the samples of each peer, one for each round. Ratios are taken within a round, where the machine was
 * in the same mood for both: absolute figures drift, the ratios hold.
 */
export function summarise(samples: ReadonlyMap<string, readonly RateSample[]>, base: string): readonly RateRow[] {
  const compared = samples.get(base) ?? [];
  return [...samples].map(([peer, own]) => {
    const good = own.filter(isGood);
    const known = (value: (sample: RateSample) => number | null): number | null =>
      median(good.map(value).filter((number) => number !== null));
    const ratio = (value: (sample: RateSample) => number | null): number | null =>
      median(
        own.flatMap((sample, round) => {
          const other = compared[round];
          if (other === undefined || !isGood(sample) || !isGood(other)) return [];
          const quotient = (value(sample) ?? NaN) / (value(other) ?? NaN);
          return Number.isFinite(quotient) ? [quotient] : [];
        }),
      );
    return {
      peer,
      rate: known(({ rate }) => rate),
      ratio: ratio(({ rate }) => rate),
      cpuMicros: known(({ cpuMicros }) => cpuMicros),
      cpuRatio: ratio(({ cpuMicros }) => (cpuMicros === null ? null : 1 / cpuMicros)),
      p50: known(({ p50 }) => p50),
      p99: known(({ p99 }) => p99),
      p99Ratio: ratio(({ p99 }) => p99),
      core: known(({ core }) => core),
      noise: known(({ noise }) => noise),
      errors: own.reduce((sum, { errors }) => sum + errors, 0),
      error: own.find(({ error }) => error !== '')?.error ?? '',
    };
  });
}

function isGood({ errors, rate }: RateSample): boolean {
  return errors === 0 && rate > 0;
}
