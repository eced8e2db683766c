import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseReport } from '../../src/grade/report/parse-report.js';
import type { Report } from '../../src/grade/report/report.js';
import { emptyFolder } from './checkout.js';
import { startWirelab } from './wirelab.js';

/** A program is started some forty times for all checks of a lab, and each wrong one waits for what does not come. */
export const GRADING_MS = 240_000;

/** What `wirelab grade` says and ends with. */
export interface Graded {
  readonly status: number | null;
  readonly report: Report;
}

/** Runs `wirelab grade` to its end. */
export async function graded(args: readonly string[]): Promise<Graded> {
  const { status, stdout, stderr } = await startWirelab(['grade', ...args, '--seed', '5', '--json'], { input: '' }).end(
    GRADING_MS,
  );
  if (stdout === '') throw new Error(`wirelab grade ended with ${status} and made no report: ${stderr}`);
  return { status, report: parseReport(JSON.parse(stdout)) };
}

/** A folder with these files; `removeFolders` takes it away. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The checks of a report that did not pass, with their causes. */
export function lost({ checks, reason }: Report): readonly string[] {
  return [
    ...(reason === undefined ? [] : [reason]),
    ...checks
      .filter(({ status }) => status !== 'pass')
      .map(({ id, status, cause, error }) => `${id} ${status}: ${cause?.message ?? error ?? ''}`),
  ];
}
