import { causeLine, explainCheck, sectionLines } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import type { ReportWriter, WriteOptions } from '../report-writer.js';
import { pointsText } from '../score.js';
import { countLine, scoreLine, titleLine, warnings } from '../summary.js';
import { columnsOf, padded, wrapped } from '../../../text/columns.js';
import { styled, type Style } from '../../../text/styled.js';
import { visible, visibleLines } from '../../../text/visible-text.js';

const SIGNS: Readonly<Record<CheckReport['status'], readonly [sign: string, colour: Style]>> = {
  pass: ['✓', 'green'],
  flaky: ['✓', 'yellow'],
  fail: ['✗', 'red'],
  skip: ['-', 'yellow'],
  error: ['!', 'yellow'],
};

type Paint = (style: Style, text: string) => string;

/** What a student reads: the points, every check, the first failure in full. */
export default {
  name: 'terminal',
  summary: 'for people, on a terminal',
  extension: 'txt',
  write(report: Report, { width = 80, colour = false }: WriteOptions): string {
    const paint: Paint = (style, text) => (colour ? styled(style, text) : text);
    const columns = Math.max(40, width);
    const lines = [
      titleLine(report),
      ...verdict(report, paint, columns),
      ...warnings(report)
        .flatMap((warning) => wrapped(warning, columns))
        .map((line) => paint('yellow', line)),
      ...checkLines(report, paint, columns),
      ...firstFailure(report, paint, columns),
      ...findingLines(report, paint, columns),
    ];
    return `${lines.join('\n')}\n`;
  },
} satisfies ReportWriter;

function verdict(report: Report, paint: Paint, width: number): string[] {
  const { outcome, checks, reason = '' } = report;
  const isFull = outcome === 'graded' && checks.every(({ status }) => status === 'pass' || status === 'flaky');
  const score = paint(isFull ? 'green' : 'red', scoreLine(report));
  if (outcome !== 'graded')
    return [
      score,
      '',
      ...visibleLines(reason, 40).flatMap((line) => (line.startsWith(' ') ? [line] : wrapped(line, width))),
    ];
  const counts = checks.length === 0 ? '' : `: ${countLine(report)}`;
  return columnsOf(scoreLine(report) + counts) <= width
    ? [score + counts]
    : [score, ...wrapped(countLine(report), width)];
}

function checkLines(report: Report, paint: Paint, width: number): string[] {
  const { checks } = report;
  const marks = checks.map(({ earned, points }) => `${pointsText(earned)}/${pointsText(points)}`);
  const indent = 5 + Math.max(0, ...marks.map((mark) => mark.length));
  const lines = checks.flatMap((check, index) => {
    const [sign, colour] = SIGNS[check.status];
    const [first = '', ...rest] = wrapped(visible(check.title, 300), Math.max(20, width - indent));
    const why = causeLine(check, report);
    const more = why === '' ? [] : wrapped(why, Math.max(20, width - indent));
    return [
      `  ${paint(colour, sign)} ${padded(marks[index] ?? '', indent - 5, 'right')} ${first}`,
      ...rest.map((line) => ' '.repeat(indent) + line),
      ...more.map((line) => ' '.repeat(indent) + paint('dim', line)),
    ];
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

function firstFailure({ checks, role }: Report, paint: Paint, width: number): string[] {
  const failed = checks.filter(({ status }) => status === 'fail');
  // Of a hidden one there is nothing to tell.
  const check = failed.find(({ hidden }) => hidden !== true) ?? failed[0];
  if (check === undefined) return [];
  const title = wrapped(
    `${failed.length > 1 ? 'the first that failed' : 'what failed'}: ${visible(check.title, 300)}`,
    width,
  );
  const sections = sectionLines(explainCheck(check, role, width - 4), width - 2, (heading) => paint('bold', heading));
  return [
    '',
    ...title.map((line) => paint('bold', line)),
    '',
    ...sections.map((line) => (line === '' ? '' : `  ${line}`)),
  ];
}

function findingLines({ findings }: Report, paint: Paint, width: number): string[] {
  if (findings.length === 0) return [];
  const lines = findings.flatMap(({ message }) => {
    const [first = '', ...rest] = wrapped(visible(message), width - 4);
    return [`  * ${first}`, ...rest.map((line) => `    ${line}`)];
  });
  return ['', paint('bold', 'also noticed, without points'), ...lines];
}
