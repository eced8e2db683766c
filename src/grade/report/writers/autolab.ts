import { causeLine } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import type { ReportWriter, WriteOptions } from '../report-writer.js';
import { scoreLine } from '../summary.js';
import { visible } from '../../../text/visible-text.js';

/** What an autograder of Autolab prints last: its feedback for people, and in the last line the points. */
export default {
  name: 'autolab',
  summary: "Autolab's last lines of output",
  extension: 'txt',
  write(report: Report, { problem }: WriteOptions): string {
    const { score, lab, outcome, checks } = report;
    const stage =
      outcome === 'graded'
        ? Object.fromEntries(
            uniqueNames(checks).map((name, index) => [name, result(checks[index] as CheckReport, report)]),
          )
        : { [scoreLine(report)]: { passed: false, hint: visible(report.reason ?? '') } };
    return [
      JSON.stringify({ _presentation: 'semantic', stages: ['Checks'], Checks: stage }),
      JSON.stringify({ scores: { [visible(problem ?? lab.slug)]: score }, scoreboard: [score] }),
      '',
    ].join('\n');
  },
} satisfies ReportWriter;

function result(check: CheckReport, report: Report): object {
  const { status, hint } = check;
  const lines = [causeLine(check, report), ...(hint === undefined ? [] : [visible(hint)])].filter(
    (line) => line !== '',
  );
  return { passed: status === 'pass' || status === 'flaky', ...(lines.length === 0 ? {} : { hint: lines.join('; ') }) };
}

/** The titles as keys: two of the same name would be one. */
function uniqueNames(checks: readonly CheckReport[]): string[] {
  const titles = checks.map(({ title }) => visible(title, 300));
  return titles.map((title, index) =>
    titles.indexOf(title) < index || title === '' ? `${title} (${checks[index]?.id ?? ''})` : title,
  );
}
