import type { Verified } from './load.js';
import type { BenchReport, IdleResult, RateResult, BenchResult, SlowResult } from './bench-report.js';

interface Column<R> {
  readonly title: string;
  readonly text: (row: R) => string;
}

/** With more than this share of a processor used by other programs, figures are rough. */
export const NOISY = 0.2;

/** What is said before the tables: how it was measured. */
export function benchHeading({
  load,
  pinned,
  machine,
  rounds,
  duration,
}: Omit<BenchReport, 'results' | 'skipped'>): string {
  const generator =
    load === 'native'
      ? 'C load generator'
      : 'load generator in Node (no C compiler: nothing is compared with the C limit)';
  const where = pinned === null ? 'not bound to processors' : `server on processor ${pinned[0]}, load on ${pinned[1]}`;
  return `${generator}, every reply checked; ${where}; medians of ${rounds} rounds of ${duration} s; Node ${machine.node}, ${machine.processors} processors\n`;
}

/** The table of one scenario, the fastest (or smallest) first, with its title above and doubts below. */
export function benchTable(result: BenchResult): string {
  const title = `\n${result.scenario}, ${result.framing}: ${result.title}\n`;
  switch (result.kind) {
    case 'rate':
      return title + rates(result);
    case 'idle':
      return title + idle(result);
    case 'slow':
      return title + slow(result);
  }
}

function rates({ rows, unit, base }: RateResult): string {
  const sorted = [...rows].sort((a, b) => (b.ratio ?? b.rate ?? 0) - (a.ratio ?? a.rate ?? 0));
  const noise = Math.max(...rows.map((row) => row.noise ?? 0));
  const doubt =
    noise > NOISY
      ? `  other programs used ${noise.toFixed(2)} of a processor meanwhile: the figures are rough, the ratio by CPU the least\n`
      : '';
  return (
    grid(sorted, [
      { title: 'server', text: ({ peer }) => peer },
      { title: `${unit}/s`, text: ({ rate }) => whole(rate) },
      { title: `of ${base}`, text: ({ ratio }) => fixed(ratio, 2) },
      { title: 'by CPU', text: ({ cpuRatio }) => fixed(cpuRatio, 2) },
      { title: `CPU µs/${unit}`, text: ({ cpuMicros }) => fixed(cpuMicros, 2) },
      { title: 'p50 µs', text: ({ p50 }) => whole(p50) },
      { title: 'p99 µs', text: ({ p99 }) => whole(p99) },
      { title: 'core', text: ({ core }) => fixed(core, 2) },
      errors,
    ]) + doubt
  );
}

function idle({ rows }: IdleResult): string {
  const sorted = [...rows].sort((a, b) => (a.kibPerConnection ?? Infinity) - (b.kibPerConnection ?? Infinity));
  return grid(sorted, [
    { title: 'server', text: ({ peer }) => peer },
    { title: 'KiB/connection', text: ({ kibPerConnection }) => fixed(kibPerConnection, 1) },
    errors,
  ]);
}

function slow({ rows }: SlowResult): string {
  const sorted = [...rows].sort((a, b) => (a.growthMib ?? Infinity) - (b.growthMib ?? Infinity));
  return grid(sorted, [
    { title: 'server', text: ({ peer }) => peer },
    { title: 'MiB taken', text: ({ takenMib }) => fixed(takenMib, 1) },
    { title: 'MiB grown', text: ({ growthMib }) => fixed(growthMib, 1) },
    { title: 'others waited ms', text: ({ probeWorstMs }) => fixed(probeWorstMs, 1) },
    errors,
  ]);
}

const errors = {
  title: '',
  text: (row: Verified) => (row.errors === 0 ? '' : `${row.errors} error${row.errors === 1 ? '' : 's'}: ${row.error}`),
};

/** The first column is aligned to the left, the last as well, what is between to the right. */
function grid<R>(rows: readonly R[], columns: readonly Column<NoInfer<R>>[]): string {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ text }) => text(row)))];
  const widths = columns.map((_, i) => Math.max(...cells.map((line) => line[i]?.length ?? 0)));
  const aligned = (text: string, i: number): string => {
    if (i === 0) return text.padEnd(widths[0] ?? 0);
    return i === columns.length - 1 ? text : text.padStart(widths[i] ?? 0);
  };
  return cells.map((line) => `  ${line.map(aligned).join('  ')}`.trimEnd() + '\n').join('');
}

function fixed(value: number | null, digits: number): string {
  return value === null ? '-' : value.toFixed(digits);
}

function whole(value: number | null): string {
  return value === null ? '-' : Math.round(value).toLocaleString('en-US');
}
