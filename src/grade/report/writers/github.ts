import { randomUUID } from 'node:crypto';
import { causeLine } from '../explain-check.js';
import type { Report } from '../report.js';
import type { ReportWriter, WriteOptions } from '../report-writer.js';
import { countLine, scoreLine, titleLine } from '../summary.js';
import { visible, visibleLines } from '../../../text/visible-text.js';
import terminal from './terminal.js';

const MOST_ERRORS = 10; // GitHub shows no more of one step

/** What a job of GitHub Actions prints: the report for people, and annotations that GitHub shows beside the run. */
export default {
  name: 'github',
  summary: 'annotations and log of GitHub Actions',
  extension: 'txt',
  write(report: Report, options: WriteOptions): string {
    const { outcome, checks, reason = '' } = report;
    const token = options.token ?? randomUUID();
    const failed = checks.filter(({ status }) => status === 'fail').slice(0, MOST_ERRORS);
    const flaky = checks.filter(({ status }) => status === 'flaky').slice(0, MOST_ERRORS);
    const lines = [
      `::group::${data(titleLine(report))}`,
      // In here GitHub obeys nothing that a program has printed.
      `::stop-commands::${token}`,
      terminal.write(report, { ...options, colour: false }).trimEnd(),
      `::${token}::`,
      '::endgroup::',
      ...(outcome === 'graded' ? [] : [command('error', scoreLine(report), visibleLines(reason, 20).join('\n'))]),
      ...failed.map((check) => command('error', visible(check.title, 200), causeLine(check, report))),
      ...flaky.map((check) => command('warning', visible(check.title, 200), causeLine(check, report))),
      command(
        'notice',
        titleLine(report),
        [scoreLine(report), countLine(report)].filter((line) => line !== '').join(': '),
      ),
    ];
    return `${lines.join('\n')}\n`;
  },
} satisfies ReportWriter;

function command(name: string, title: string, message: string): string {
  return `::${name} title=${property(title)}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
