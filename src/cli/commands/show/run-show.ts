import { defined } from '../../../core/defined.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rendered } from '../../../compose/student-variant.js';
import { UsageError } from '../../../errors/usage-error.js';
import { chosenLab, type StudentFlags } from '../../chosen-lab.js';
import { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';

/** What `wirelab show` is called with. */
export interface ShowFlags extends StudentFlags {
  readonly lab?: string | undefined;
  readonly questions?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `wirelab show`. */
export async function runShow({ lab: reference, json, questions, ...student }: ShowFlags): Promise<ExitCode> {
  const lab = await chosenLab(reference ?? '', student);
  if (questions === true)
    return (await import('./show-questions.js')).showQuestions(lab, student.student, json === true);
  const { number, slug, title, folder, variant } = lab;
  let sheet: string;
  try {
    sheet = rendered(lab, readFileSync(join(folder, 'README.md'), 'utf8'));
  } catch {
    throw new UsageError(`lab ${number} ${slug} has no sheet: ${join(folder, 'README.md')} is missing`);
  }
  if (json === true) terminal.json({ number, slug, title, ...defined({ variant }), sheet });
  else terminal.write(sheet.endsWith('\n') ? sheet : `${sheet}\n`);
  return ExitCode.ok;
}
