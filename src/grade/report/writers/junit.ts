import { causeLine, explainCheck, sectionLines } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import type { ReportWriter } from '../report-writer.js';
import { attributes, entities, escapeXml, escapeXmlLines } from '../xml.js';

const OUTPUT_LINES = 200;

/** JUnit XML: what continuous integration reads. A wrong program is a failure; what is nobody's fault is an error. */
export default {
  name: 'junit',
  summary: 'JUnit XML, for continuous integration',
  extension: 'xml',
  write(report: Report): string {
    const { lab, role, submission, checks, outcome, durationMs, startedAt } = report;
    const cases = outcome === 'graded' ? [] : [wholeCase(report)];
    const all = [...cases, ...checks.map((check) => checkCase(check, report))];
    const count = (status: CheckReport['status']): number => checks.filter((check) => check.status === status).length;
    const totals = {
      tests: all.length,
      failures: count('fail') + Number(outcome === 'not-gradable'),
      errors: count('error') + Number(outcome === 'grader-error'),
      skipped: count('skip'),
      time: seconds(durationMs),
      timestamp: startedAt,
    };
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites${attributes({ name: 'wirelab', ...totals })}>`,
      `<testsuite${attributes({ name: `${lab.slug} ${role}: ${submission.name}`, ...totals })}>`,
      properties({
        score: report.score,
        maxScore: report.maxScore,
        outcome,
        seed: report.seed,
        sandbox: report.sandbox,
      }),
      ...all,
      ...report.findings.map(({ kind, message }) => `<system-out>${escapeXml(`${kind}: ${message}`)}</system-out>`),
      '</testsuite>',
      '</testsuites>',
      '',
    ].join('\n');
  },
} satisfies ReportWriter;

function checkCase(check: CheckReport, report: Report): string {
  const { lab, role } = report;
  const { id, title, points, earned, status, durationMs, output } = check;
  const name = attributes({
    name: title,
    classname: `${lab.slug}.${role}.${id}`,
    time: durationMs === undefined ? undefined : seconds(durationMs),
  });
  return [
    `<testcase${name}>`,
    properties({ points, earned, ...(status === 'flaky' ? { flaky: 'true' } : {}) }),
    ...verdict(check, report),
    ...stream('system-out', output?.stdout),
    ...stream('system-err', output?.stderr),
    '</testcase>',
  ].join('\n');
}

function verdict(check: CheckReport, report: Report): string[] {
  const { status, cause, error = '' } = check;
  if (status === 'skip') return [`<skipped${attributes({ message: causeLine(check, report) })}/>`];
  if (status === 'error') return [`<error${attributes({ message: error, type: 'grader-error' })}/>`];
  if (status !== 'fail') return [];
  const text = sectionLines(explainCheck(check, report.role)).map(entities).join('\n');
  return [`<failure${attributes({ message: causeLine(check, report), type: cause?.kind })}>${text}</failure>`];
}

/** Stands for the whole submission where it was not graded. */
function wholeCase({ outcome, reason = '', lab, role }: Report): string {
  const tag = outcome === 'not-gradable' ? 'failure' : 'error';
  const [first = ''] = reason.split('\n');
  return [
    `<testcase${attributes({ name: 'the submission can be graded', classname: `${lab.slug}.${role}` })}>`,
    `<${tag}${attributes({ message: first, type: outcome })}>${escapeXmlLines(reason, OUTPUT_LINES)}</${tag}>`,
    '</testcase>',
  ].join('\n');
}

function properties(values: Readonly<Record<string, string | number>>): string {
  return [
    '<properties>',
    ...Object.entries(values).map(([name, value]) => `<property${attributes({ name, value })}/>`),
    '</properties>',
  ].join('\n');
}

function stream(tag: string, text = ''): string[] {
  return text === '' ? [] : [`<${tag}>${escapeXmlLines(text, OUTPUT_LINES)}</${tag}>`];
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
