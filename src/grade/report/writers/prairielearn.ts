import { defined } from '../../../core/defined.js';
import { causeLine, explainCheck, sectionLines } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import type { ReportWriter } from '../report-writer.js';
import { fractionOf, isJudged } from '../score.js';
import { countLine, scoreLine, titleLine, warnings } from '../summary.js';
import { clipped, visible, visibleLines } from '../../../text/visible-text.js';

const LARGEST = 1_000_000; // bytes that PrairieLearn accepts
const ROOM = [Infinity, 4000, 500, 0]; // characters of one test's output, the first that fits

/** `results.json` of PrairieLearn's external graders. */
export default {
  name: 'prairielearn',
  summary: "PrairieLearn's results.json",
  extension: 'json',
  write(report: Report): string {
    const texts = ROOM.map((room) => () => `${JSON.stringify(document(report, room), null, 2)}\n`);
    for (const text of texts.slice(0, -1)) if (Buffer.byteLength(text()) <= LARGEST) return text();
    return (texts.at(-1) as () => string)();
  },
} satisfies ReportWriter;

function document(report: Report, room: number): object {
  const { outcome, checks, findings } = report;
  const noticed = findings.slice(0, 100).map(({ message }) => `noticed: ${visible(message, 500)}`);
  const output = [titleLine(report), ...warnings(report), ...noticed].join('\n');
  // Not gradable costs no attempt: neither has the program been tried, nor is a failed grader the student's fault.
  if (outcome !== 'graded')
    return {
      gradable: false,
      format_errors: [[scoreLine(report), ...visibleLines(report.reason ?? '', 60)].join('\n')],
      output,
    };
  return {
    gradable: true,
    score: fractionOf(report),
    message: `${scoreLine(report)}: ${countLine(report)}`,
    output,
    tests: checks.map((check) => test(check, report, room)),
  };
}

function test(check: CheckReport, report: Report, room: number): object {
  const { title, points, earned, status, because } = check;
  const explained =
    status === 'fail' || status === 'flaky' ? sectionLines(explainCheck(check, report.role)).join('\n') : '';
  return {
    name: visible(title, 300),
    ...defined({ description: because === undefined ? undefined : visible(because, 300) }),
    points: earned,
    max_points: isJudged(check) ? points : 0,
    message: clipped(causeLine(check, report), 500),
    output: clipped(explained, room),
  };
}
