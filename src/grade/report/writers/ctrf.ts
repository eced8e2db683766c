import { defined } from '../../../core/defined.js';
import { causeLine, explainCheck, sectionLines } from '../explain-check.js';
import type { CheckReport, Report } from '../report.js';
import type { ReportWriter } from '../report-writer.js';
import { titleLine } from '../summary.js';
import { visible, visibleLines } from '../../../text/visible-text.js';

type Status = 'passed' | 'failed' | 'skipped' | 'pending' | 'other';

interface Test {
  readonly status: Status;
  readonly [key: string]: unknown;
}

const STATUS: Readonly<Record<CheckReport['status'], Status>> = {
  pass: 'passed',
  flaky: 'passed',
  fail: 'failed',
  skip: 'skipped',
  error: 'other',
};

/** The Common Test Report Format: the one that can say that a check is flaky, and what each of its runs came to. */
export default {
  name: 'ctrf',
  summary: 'CTRF, the Common Test Report Format',
  extension: 'json',
  write(report: Report): string {
    const { tool, lab, role, submission, seed, sandbox, score, maxScore, outcome, checks, findings, durationMs } =
      report;
    const start = Date.parse(report.startedAt);
    const duration = Math.round(durationMs);
    const tests =
      outcome === 'graded'
        ? checks.map((check) => test(check, report))
        : [wholeTest(report, duration), ...checks.map((check) => test(check, report))];
    const count = (status: Status): number => tests.filter((each) => each.status === status).length;
    const document = {
      reportFormat: 'CTRF',
      specVersion: '1.0.0',
      timestamp: new Date(start + duration).toISOString(),
      generatedBy: visible(tool.name),
      results: {
        tool: { name: visible(tool.name), version: visible(tool.version) },
        summary: {
          tests: tests.length,
          passed: count('passed'),
          failed: count('failed'),
          skipped: count('skipped'),
          pending: 0,
          other: count('other'),
          flaky: checks.filter(({ status }) => status === 'flaky').length,
          suites: 1,
          start,
          stop: start + duration,
          duration,
          extra: { score, maxScore, outcome },
        },
        tests,
        environment: {
          reportName: titleLine(report),
          appName: visible(submission.name),
          extra: { lab: lab.number, role, seed, sandbox },
        },
        extra: { findings: findings.map(({ kind, message }) => ({ kind, message: visible(message) })) },
      },
    };
    return `${JSON.stringify(document, null, 2)}\n`;
  },
} satisfies ReportWriter;

function test(check: CheckReport, report: Report): Test {
  const { lab, role } = report;
  const { id, title, points, earned, status, cause, attempts = [], output, durationMs = 0 } = check;
  const message = causeLine(check, report);
  return {
    name: nameOf(title, id),
    status: STATUS[status],
    duration: Math.round(durationMs),
    suite: [visible(lab.slug), role],
    ...(message === '' ? {} : { message }),
    ...(status === 'fail' || status === 'flaky' ? { trace: sectionLines(explainCheck(check, role)).join('\n') } : {}),
    rawStatus: status,
    ...defined({ tags: cause === undefined ? undefined : [cause.kind] }),
    ...(status === 'flaky' ? { flaky: true } : {}),
    ...(attempts.length > 1 ? { retries: attempts.length - 1, retryAttempts: attempts.map(attempt) } : {}),
    ...(output === undefined
      ? {}
      : { stdout: visibleLines(output.stdout, 200), stderr: visibleLines(output.stderr, 200) }),
    extra: { id, points, earned },
  };
}

function attempt({ status, durationMs, message }: NonNullable<CheckReport['attempts']>[number], index: number): object {
  return {
    attempt: index + 1,
    status: STATUS[status],
    duration: Math.round(durationMs),
    ...defined({ message: message === undefined ? undefined : visible(message) }),
  };
}

/** Stands for the whole submission where it was not graded. */
function wholeTest({ outcome, reason = '', lab, role }: Report, duration: number): Test {
  const status = outcome === 'not-gradable' ? 'failed' : 'other';
  const message = visibleLines(reason, 40).join('\n');
  return {
    name: 'the submission can be graded',
    status,
    duration,
    suite: [visible(lab.slug), role],
    message,
    rawStatus: outcome,
  };
}

function nameOf(title: string, id: string): string {
  return title === '' ? id : visible(title, 300);
}
