import { causeLine, explainCheck, sectionLines } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import type { ReportWriter } from '../report-writer.js';
import { scoreLine, titleLine, warnings } from '../summary.js';
import { visible, visibleLines } from '../../../text/visible-text.js';

/** The Test Anything Protocol, version 14. */
export default {
  name: 'tap',
  summary: 'TAP 14, the Test Anything Protocol',
  extension: 'tap',
  write(report: Report): string {
    const lines = [
      'TAP version 14',
      ...[titleLine(report), scoreLine(report), ...warnings(report)].map((line) => `# ${line}`),
      ...body(report),
      ...report.findings.map(({ message }) => `# noticed: ${visible(message)}`),
    ];
    return `${lines.join('\n')}\n`;
  },
} satisfies ReportWriter;

function body(report: Report): string[] {
  const { outcome, checks } = report;
  const reason = visibleLines(report.reason ?? '', 40);
  if (outcome === 'grader-error') return [`Bail out! ${reason[0] ?? ''}`];
  if (outcome === 'not-gradable')
    return ['1..1', 'not ok 1 - the submission can be graded', ...diagnostics({ message: reason.join('\n') })];
  return [`1..${String(checks.length)}`, ...checks.flatMap((check, index) => point(check, index + 1, report))];
}

function point(check: CheckReport, number: number, report: Report): string[] {
  const { title, status, points, earned, durationMs } = check;
  const line = `${status === 'fail' || status === 'error' ? 'not ' : ''}ok ${String(number)} - ${description(title)}`;
  const timed = durationMs === undefined ? {} : { duration_ms: durationMs };
  if (status === 'skip') return [`${line} # SKIP ${causeLine(check, report)}`, ...diagnostics({ points, earned })];
  if (status === 'pass') return [line, ...diagnostics({ points, earned, ...timed })];
  const explained =
    status === 'fail'
      ? { cause: check.cause?.kind, explanation: sectionLines(explainCheck(check, report.role)).join('\n') }
      : {};
  return [
    line,
    ...diagnostics({ message: causeLine(check, report), severity: status, points, earned, ...explained, ...timed }),
  ];
}

/** A block of YAML: texts of several lines as such, everything else as JSON, which is YAML too. */
function diagnostics(values: Readonly<Record<string, unknown>>): string[] {
  const entry = ([name, value]: [string, unknown]): string[] => {
    if (typeof value !== 'string' || !value.includes('\n')) return [`  ${name}: ${JSON.stringify(value)}`];
    return [`  ${name}: |2-`, ...value.split('\n').map((line) => (line === '' ? '' : `    ${line}`))];
  };
  return ['  ---', ...Object.entries(values).flatMap(entry), '  ...'];
}

function description(title: string): string {
  return visible(title, 300).replace(/[\\#]/g, (character) => `\\${character}`);
}
