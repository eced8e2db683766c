import { readdirSync } from 'node:fs';
import { loadWriter } from '../../../src/grade/report/load-writer.js';
import type { ReportWriter } from '../../../src/grade/report/report-writer.js';

const FOLDER = new URL('../../../src/grade/report/writers/', import.meta.url);

const files = new Map(readdirSync(FOLDER).map((file) => [file.replace(/\.ts$/, ''), new URL(file, FOLDER).href]));

/** How a module is loaded, for `loadWriter`. */
export const load = async (path: string): Promise<unknown> =>
  ((await import(path)) as { readonly default: unknown }).default;

/** Every writer in the folder, loaded as the grader loads it. */
export const writers: readonly ReportWriter[] = await Promise.all(
  [...files.keys()].map((name) => loadWriter(name, { files, load })),
);

/** The writer of this name. */
export function writerOf(name: string): ReportWriter {
  const writer = writers.find((each) => each.name === name);
  if (writer === undefined) throw new Error(`no writer ${name}`);
  return writer;
}
