import { isParameterError } from '../../../core/parameter-error.js';
import { loadModule } from '../../../compose/load-module.js';
import { pluginFiles } from '../../../compose/plugin-files.js';
import { defined } from '../../../core/defined.js';
import { UsageError } from '../../../errors/usage-error.js';
import { loadWriter, writeReport } from '../../../grade/reports.js';
import type { Report } from '../../../grade/report/report.js';
import type { ReportWriter } from '../../../grade/report/report-writer.js';
import type { Reporter } from '../../../grade/reporter.js';
import { ExitCode } from '../../exit-code.js';
import { requireWritable, writeOutput } from '../../output-file.js';
import { terminal } from '../../terminal.js';
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
  const colour = out === undefined && terminal.hasColour();
  const text = writeReport(writer, report, { ...defined({ audience }), width: terminal.width, colour });
  if (out === undefined) terminal.write(text);
  else await writeOutput('--out', out, text);
}

/** Shows each report where it was asked for. In a file the report that holds until the work is done comes first. */
export function reportOutput(writer: ReportWriter, flags: GradeFlags): Reporter {
  const show = (report: Report): Promise<void> => showReport(report, writer, flags);
  return { ...defined({ programStarted: flags.out === undefined ? undefined : show }), programEnded: show };
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
