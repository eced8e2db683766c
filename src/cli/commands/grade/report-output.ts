import { isParameterError } from '../../../core/parameter-error.js';
import { defined } from '../../../core/defined.js';
import { loadModule } from '../../../compose/load-module.js';
import { pluginFiles } from '../../../compose/plugin-files.js';
import { UsageError } from '../../../errors/usage-error.js';
import { loadWriter } from '../../../grade/report/load-writer.js';
import type { Report } from '../../../grade/report/report.js';
import { writeReport, type ReportWriter } from '../../../grade/report/report-writer.js';
import { ExitCode } from '../../exit-code.js';
import { requireWritable, writeOutput } from '../../output-file.js';
import type { GradeFlags } from './grade-flags.js';

/** The writer of the format that was asked for, when its file can be written. Throws a UsageError. */
export async function writerFor({ format, json, out }: GradeFlags): Promise<ReportWriter> {
  requireWritable('--out', out);
  const name = format ?? (json === true ? 'json' : 'terminal');
  try {
    return await loadWriter(name, { files: pluginFiles('src/grade/report/writers'), load: loadModule });
  } catch (error) {
    if (isParameterError(error)) throw new UsageError(`--format: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Writes a report to where it was asked for. */
export async function showReport(report: Report, writer: ReportWriter, { out, audience }: GradeFlags): Promise<void> {
  const isTerminal = out === undefined && process.stdout.isTTY;
  const text = writeReport(writer, report, {
    ...defined({ audience }),
    width: Math.min(process.stdout.columns || 100, 120),
    colour: isTerminal && process.env.NO_COLOR === undefined,
  });
  if (out === undefined) process.stdout.write(text);
  else await writeOutput('--out', out, text);
}

/** What to exit with after this report. */
export function exitOf({ outcome, score, maxScore, checks }: Report): ExitCode {
  if (outcome === 'grader-error') return ExitCode.machine;
  if (outcome !== 'graded' || score !== maxScore) return ExitCode.failed;
  // Nobody knows whether it would have passed what could not be run.
  return checks.some(({ status }) => status === 'error') ? ExitCode.machine : ExitCode.ok;
}

/** What to exit with after several reports: the worst. */
export function exitOfAll(reports: readonly Report[]): ExitCode {
  return Math.max(ExitCode.ok, ...reports.map(exitOf)) as ExitCode;
}
