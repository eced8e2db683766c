import { causeLine, explainCheck, sectionLines } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import type { ReportWriter } from '../report-writer.js';
import { isJudged } from '../score.js';
import { countLine, scoreLine, titleLine, warnings } from '../summary.js';
import { visible, visibleLines } from '../../../text/visible-text.js';

/** `results.json` of Gradescope. Hidden checks are in it, and marked as hidden for ever: staff alone see them. */
export default {
  name: 'gradescope',
  summary: "Gradescope's results.json",
  extension: 'json',
  marksHidden: true,
  write(report: Report): string {
    const { outcome, checks, findings, durationMs, seed } = report;
    const output = [
      `${titleLine(report)}: ${scoreLine(report)}`,
      ...(outcome === 'graded'
        ? [countLine({ ...report, checks: checks.filter(({ hidden }) => hidden !== true) })]
        : visibleLines(report.reason ?? '', 60)),
      ...warnings(report),
      ...findings.filter((finding) => isPublic(finding, checks)).map(({ message }) => `noticed: ${visible(message)}`),
    ];
    const document = {
      score: scaledScore(report),
      execution_time: Math.round(durationMs / 1000),
      output: output.filter((line) => line !== '').join('\n'),
      output_format: 'text',
      test_output_format: 'text',
      test_name_format: 'text',
      visibility: 'visible',
      stdout_visibility: 'hidden',
      extra_data: { outcome, seed },
      tests: checks.map((check, index) => test(check, index, report)),
    };
    return `${JSON.stringify(document, null, 2)}\n`;
  },
} satisfies ReportWriter;

/** The assignment's points are fixed: a check that could not be run costs nothing when the others stand for it. */
function scaledScore({ outcome, score, maxScore, checks }: Report): number {
  if (outcome !== 'graded' || maxScore === 0) return 0;
  const all = checks.reduce((sum, { points }) => sum + points, 0);
  return Math.round(((score * all) / maxScore) * 100) / 100;
}

function test(check: CheckReport, index: number, report: Report): object {
  const { id, title, points, earned, status, hidden } = check;
  const explained = status === 'fail' || status === 'flaky' ? sectionLines(explainCheck(check, report.role)) : [];
  return {
    // Without a score Gradescope shows the status alone, and a check in error has neither.
    ...(!isJudged(check)
      ? {}
      : { score: earned, max_score: points, status: status === 'pass' || status === 'flaky' ? 'passed' : 'failed' }),
    name: visible(title, 300),
    number: String(index + 1),
    output: (status === 'fail' ? explained : [causeLine(check, report), ...explained]).join('\n').trim(),
    tags: [id, status],
    visibility: hidden === true ? 'hidden' : 'visible',
  };
}

function isPublic({ check }: Report['findings'][number], checks: readonly CheckReport[]): boolean {
  return check === undefined || checks.every(({ id, hidden }) => id !== check || hidden !== true);
}
