import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../../errors/usage-error.js';
import { parseReport } from '../../../grade/answers.js';
import type { CheckReport, Report } from '../../../grade/report/report.js';
import { terminal } from '../../terminal.js';

/** An answer to an open question, in the report of a submission. */
export interface OpenAnswer {
  /** The file of the report. */
  readonly path: string;
  readonly report: Report;
  readonly check: CheckReport;
}

/** The open answers in these reports and folders of reports, by lab, question and file. Other files are told, and passed over. */
export function openAnswers(paths: readonly string[], question: string | undefined): OpenAnswer[] {
  const files = [...new Set(paths.flatMap(reportFiles))];
  const answers = files.flatMap((path): OpenAnswer[] => {
    const report = readReport(path);
    if (report?.role !== 'answers') return [];
    return report.checks
      .filter(({ review, id }) => review !== undefined && (question === undefined || id === question))
      .map((check) => ({ path, report, check }));
  });
  return answers.sort(
    (one, other) =>
      one.report.lab.number - other.report.lab.number ||
      numberOf(one) - numberOf(other) ||
      (one.path < other.path ? -1 : 1),
  );
}

function numberOf({ check }: OpenAnswer): number {
  return Number(check.id.slice(1));
}

function reportFiles(path: string): string[] {
  const about = statSync(path, { throwIfNoEntry: false });
  if (about === undefined) throw new UsageError(`${path}: there is no such report or folder`);
  if (!about.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json') && !file.endsWith('.review.json'))
    .sort()
    .map((file) => join(path, file));
}

function readReport(path: string): Report | undefined {
  try {
    return parseReport(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    terminal.say(`wirelab: ${path} is passed over: ${(error as Error).message.split('\n')[0] ?? ''}`);
    return undefined;
  }
}
