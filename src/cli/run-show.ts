import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLab } from '../compose/labs.js';
import { UsageError } from '../compose/usage-error.js';
import { ExitCode } from './exit-code.js';
import { printJson } from './print.js';

/** `wirelab show`. */
export async function runShow({ lab: reference, json }: { lab?: string | undefined; json?: boolean | undefined }): Promise<ExitCode> {
  const { number, slug, title, folder } = await findLab(reference ?? '');
  let sheet: string;
  try {
    sheet = readFileSync(join(folder, 'README.md'), 'utf8');
  } catch {
    throw new UsageError(`lab ${number} ${slug} has no sheet: ${join(folder, 'README.md')} is missing`);
  }
  if (json === true) printJson({ number, slug, title, sheet });
  else process.stdout.write(sheet.endsWith('\n') ? sheet : `${sheet}\n`);
  return ExitCode.ok;
}
