import { causeLine, explainCheck, forStudent, pointsText, sectionLines, titleLine } from '../../../../grade/reports.js';
import type { CheckReport, Report } from '../../../../grade/report/report.js';
import { wrapped } from '../../../../text/columns.js';
import { visible, visibleLines } from '../../../../text/visible-text.js';
import type { RunChange } from './compare-runs.js';

const FEW = 4;

/** How it is shown. */
export interface ChangeView {
  readonly width: number;
  readonly audience?: 'student' | 'staff' | undefined;
  /** Paints a heading. */
  readonly paint?: (kind: 'good' | 'bad', text: string) => string;
}

/** What has changed since the run before, and the first failure in full. Every line is safe to show. */
export function changeLines(
  { before, after, nowPass, nowFail, stillFail, notTried }: RunChange,
  { width, audience, paint = (_kind, text) => text }: ChangeView,
): string[] {
  const list = (heading: string, kind: 'good' | 'bad', checks: readonly CheckReport[]): string[] =>
    checks.length === 0
      ? []
      : [
          paint(kind, `${heading}:`),
          ...checks.flatMap(({ title }) =>
            wrapped(visible(title, 300), width - 4).map((line, index) => `${index === 0 ? '  ' : '    '}${line}`),
          ),
        ];
  const isWorse = before.outcome === 'graded' && (after.outcome !== 'graded' || after.score < before.score);
  const isFull = after.outcome === 'graded' && after.score === after.maxScore;
  const isBetter = after.outcome === 'graded' && (isFull || before.outcome !== 'graded' || after.score > before.score);
  return [
    titleLine(after),
    paint(
      isBetter && !isWorse ? 'good' : 'bad',
      `points: ${pointsOf(before)} → ${pointsOf(after)}${isFull ? ': everything passes' : ''}`,
    ),
    ...(nowPass.length + nowFail.length + notTried.length === 0 ? ['every check ends as it did in the last run'] : []),
    ...list('now passes', 'good', nowPass),
    ...list('now fails', 'bad', nowFail),
    ...list('still fails', 'bad', stillFail),
    ...(notTried.length > FEW
      ? [paint('bad', `no longer tried: ${String(notTried.length)} checks`)]
      : list('no longer tried', 'bad', notTried)),
    ...firstFailure(audience === 'staff' ? after : forStudent(after), width),
  ];
}

function firstFailure(report: Report, width: number): string[] {
  if (report.outcome !== 'graded') return ['', ...visibleLines(report.reason ?? '', 40)];
  const failed = report.checks.filter(({ status }) => status === 'fail');
  const check = failed.find(({ hidden }) => hidden !== true) ?? failed[0];
  if (check === undefined) {
    const broken = report.checks.find(({ status }) => status === 'error');
    return broken === undefined
      ? []
      : ['', ...wrapped(`${visible(broken.title, 300)}: ${causeLine(broken, report)}`, width)];
  }
  const lines = sectionLines(explainCheck(check, report.role, width - 4), width - 2);
  return [
    '',
    ...wrapped(`${failed.length > 1 ? 'the first that fails' : 'what fails'}: ${visible(check.title, 300)}`, width),
    '',
    ...lines.map((line) => `  ${line}`.trimEnd()),
  ];
}

function pointsOf({ outcome, score, maxScore }: Report): string {
  return outcome === 'graded' ? `${pointsText(score)} of ${pointsText(maxScore)}` : 'not graded';
}
