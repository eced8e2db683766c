import { pointsText } from '../../../../grade/reports.js';
import { timesText } from '../../../../text/count-text.js';
import { padded, wrapped } from '../../../../text/columns.js';
import { visible } from '../../../../text/visible-text.js';
import { isSteady, type CheckTally, type Tally } from './check-tally.js';

const MOST_CAUSES = 3;

/** A tally for people. Every line is safe to show. */
export function tallyLines(tally: Tally, width: number): string[] {
  const { role, runs, checks, reasons } = tally;
  const idWidth = Math.max(0, ...checks.map(({ id }) => id.length));
  return [
    `${role}: ${verdict(tally)}`,
    ...scoreLines(tally),
    ...reasons
      .flatMap((reason) => wrapped(visible(reason.split('\n')[0] ?? '', 300), width - 2))
      .map((line) => `  ${line}`),
    ...checks.flatMap((check) => [
      `  ${sign(check, runs)} ${`${String(check.passed)}/${String(runs)}`.padStart(2 * String(runs).length + 1)}  ${padded(check.id, idWidth)}  ${howOften(check)}`.trimEnd(),
      ...check.causes
        .slice(0, MOST_CAUSES)
        .flatMap(({ times, message, seed }) =>
          wrapped(`${timesText(times)}, first with seed ${String(seed)}: ${visible(message, 300)}`, width - 6),
        )
        .map((line) => `      ${line}`),
    ]),
  ];
}

function verdict(tally: Tally): string {
  const { runs, full, checks } = tally;
  if (runs === 0) return 'not graded even once';
  const flaky = checks.filter((check) => check.flaky).length;
  const fullAllTimes = runs === 1 ? 'full marks the one time' : `full marks all ${runs} times`;
  const marks = full === runs ? fullAllTimes : `full marks ${full} of ${runs} times`;
  if (isSteady(tally)) return `${marks}, and no check ever failed`;
  return flaky === 0 ? marks : `${marks}; ${flaky} of ${checks.length} checks ${flaky === 1 ? 'is' : 'are'} flaky`;
}

function scoreLines({ scores }: Tally): string[] {
  const graded = scores.filter(({ outcome }) => outcome === 'graded');
  const points = [...new Set(graded.map(({ score }) => score))].sort((a, b) => a - b);
  const [lowest = 0, highest = lowest] = [points[0], points.at(-1)];
  const most = pointsText(Math.max(0, ...graded.map(({ maxScore }) => maxScore)));
  const range =
    lowest === highest
      ? `${pointsText(lowest)} of ${most} points each time`
      : `${pointsText(lowest)} to ${pointsText(highest)} of ${most} points`;
  const others = scores.length - graded.length;
  return [
    ...(graded.length === 0 ? [] : [`  ${range}`]),
    ...(others === 0 ? [] : [`  not graded ${timesText(others)}`]),
  ];
}

function sign({ passed, failed, flaky }: CheckTally, runs: number): string {
  if (passed === runs) return '✓';
  if (flaky) return '~';
  return failed === 0 ? '-' : '✗';
}

function howOften({ flaky, failed, second, skipped, errors }: CheckTally): string {
  const parts = [
    [failed, 'failed'],
    [second, 'passed only when run again'],
    [skipped, 'not tried'],
    [errors, 'could not be run'],
  ] as const;
  const said = parts.filter(([times]) => times > 0).map(([times, what]) => `${what} ${timesText(times)}`);
  return said.length === 0 ? '' : `${flaky ? 'flaky: ' : ''}${said.join(', ')}`;
}
