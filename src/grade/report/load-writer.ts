import { ParameterError } from '../../core/parameter-error.js';
import { unknownName } from '../../text/nearest.js';
import type { ReportWriter } from './report-writer.js';

/** The files of all writers, by name, and how a module's default export is loaded: what the installation knows. */
export interface WriterFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly load: (path: string) => Promise<unknown>;
}

/** The writer of this name. Throws a ParameterError that names what there is, and for a file that holds no writer. */
export async function loadWriter(name: string, { files, load }: WriterFiles): Promise<ReportWriter> {
  const path = files.get(name);
  if (path === undefined) throw new ParameterError(unknownName('format', name, [...files.keys()]));
  const writer = (await load(path)) as Partial<ReportWriter>;
  const members = { name: 'string', summary: 'string', extension: 'string', write: 'function' } as const;
  for (const [member, type] of Object.entries(members)) {
    const actual = typeof writer[member as keyof ReportWriter];
    if (actual !== type) throw new ParameterError(`${path}: ${member} has to be a ${type}, is ${actual}`);
  }
  if (writer.name !== name) throw new ParameterError(`${path}: calls itself ${String(writer.name)}, its file ${name}`);
  return writer as ReportWriter;
}
