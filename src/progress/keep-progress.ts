import type { Report } from '../grade/report/report.js';
import { withReport } from './progress.js';
import { ProgressFile, ProgressFileError } from './progress-file.js';

/** Keeps what came of a whole grading in the student's folder, where progress was begun there. */
export async function keepProgress(reports: readonly Report[], submission: string): Promise<void> {
  const file = ProgressFile.find(process.cwd());
  if (file === undefined) return;
  try {
    await file.write(reports.reduce((progress, report) => withReport(progress, report, submission), await file.read()));
  } catch (error) {
    // The report is what was asked for, and it is there.
    if (!(error instanceof ProgressFileError) && (error as NodeJS.ErrnoException).code === undefined) throw error;
    process.stderr.write(`wirelab: the progress was not kept: ${(error as Error).message}\n`);
  }
}
