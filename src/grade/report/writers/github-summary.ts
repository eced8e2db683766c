import { causeLine, explainCheck, sectionLines } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import type { ReportWriter } from '../report-writer.js';
import { pointsText } from '../score.js';
import { countLine, scoreLine, titleLine, warnings } from '../summary.js';
import { visible, visibleLines } from '../../../text/visible-text.js';

const SIGNS: Readonly<Record<CheckReport['status'], string>> = {
  pass: '✅',
  flaky: '⚠️',
  fail: '❌',
  skip: '➖',
  error: '❗',
};
const MOST_EXPLAINED = 20;

/** Markdown for the summary page of a job: what belongs into the file `$GITHUB_STEP_SUMMARY`. */
export default {
  name: 'github-summary',
  summary: 'Markdown, for $GITHUB_STEP_SUMMARY',
  extension: 'md',
  write(report: Report): string {
    const { checks, role, findings, outcome } = report;
    const failed = checks.filter(({ status }) => status === 'fail').slice(0, MOST_EXPLAINED);
    const parts = [
      `### ${text(titleLine(report))}`,
      `**${text(scoreLine(report))}**${checks.length === 0 ? '' : `: ${text(countLine(report))}`}`,
      ...warnings(report).map(text),
      ...(outcome === 'graded' ? [] : [fenced(visibleLines(report.reason ?? '', 60))]),
      ...(checks.length === 0
        ? []
        : [['| | check | points | |', '|---|---|---:|---|', ...checks.map((check) => row(check, report))].join('\n')]),
      ...failed.flatMap((check) => [
        `#### ${text(visible(check.title, 300))}`,
        fenced(sectionLines(explainCheck(check, role))),
      ]),
      ...(findings.length === 0
        ? []
        : [
            '#### Also noticed, without points',
            findings.map(({ message }) => `* ${text(visible(message))}`).join('\n'),
          ]),
    ];
    return `${parts.join('\n\n')}\n`;
  },
} satisfies ReportWriter;

function row(check: CheckReport, report: Report): string {
  const { title, points, earned, status } = check;
  return `| ${SIGNS[status]} | ${text(visible(title, 300))} | ${pointsText(earned)}/${pointsText(points)} | ${text(causeLine(check, report))} |`;
}

/** Text that is no Markdown, no HTML and no link, whatever is in it. */
function text(plain: string): string {
  return plain.replace(/[!#&*+./:<=>@[\\\]^_`{|}~-]/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** A block of code, between fences longer than any in it. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...lines, fence].join('\n');
}
