import { resolve } from 'node:path';
import { allLabs, labSources } from '../../../compose/labs.js';
import { rendered } from '../../../compose/student-variant.js';
import { UsageError } from '../../../errors/usage-error.js';
import { unknownName } from '../../../text/nearest.js';
import { starterAnswers, variantOfStudent } from '../../../grade/answers.js';
import { instructorFiles } from '../../../pack/instructor-files.js';
import type { PackedFile } from '../../../pack/folder-files.js';
import { studentFiles, type HandedOut } from '../../../pack/student-files.js';
import { PackPathError, writePack } from '../../../pack/write-pack.js';
import { labQuestionDrawer } from '../../lab-question-drawer.js';
import { chosenLab, type StudentFlags } from '../../chosen-lab.js';
import { countText } from '../../../text/count-text.js';
import { ExitCode } from '../../exit-code.js';
import { MachineError } from '../../../errors/machine-error.js';
import { terminal } from '../../terminal.js';
import { systemReason } from '../../output-file.js';
import { spentResource } from '../../../errors/spent-resource.js';

/** What `wirelab pack` is called with. */
export interface PackFlags extends StudentFlags {
  readonly labs?: readonly string[] | undefined;
  readonly for?: string | undefined;
  readonly out?: string | undefined;
}

const AUDIENCES = ['students', 'instructors'];

/** `wirelab pack`. */
export async function runPack(flags: PackFlags): Promise<ExitCode> {
  const { labs = [], for: audience, out, student } = flags;
  if (labs.length === 0)
    throw new UsageError('say which labs: wirelab pack 1 2 3 --for students --out labs.zip, or all');
  if (audience === undefined || !AUDIENCES.includes(audience))
    throw new UsageError(
      audience === undefined
        ? `say for whom: --for ${AUDIENCES.join(' or --for ')}`
        : `--for: ${unknownName('audience', audience, AUDIENCES)}`,
    );
  if (out === undefined) throw new UsageError('say where it goes: --out DIR, --out FILE.zip or --out FILE.tar.gz');
  if (audience === 'instructors' && student !== undefined)
    throw new UsageError('--student is of --for students: instructors get labs as they stand');
  const names = labs.includes('all') ? (await allLabs()).map(({ slug }) => slug) : labs;
  const files = audience === 'students' ? await forStudents(names, flags) : await forInstructors(names);
  try {
    await writePack(resolve(out), files);
  } catch (error) {
    if (error instanceof PackPathError) throw new UsageError(error.message, { cause: error });
    const spent = spentResource(error);
    if (spent !== undefined) throw new MachineError(`--out: cannot write ${out}: ${spent}`, { cause: error });
    if ((error as NodeJS.ErrnoException).code !== undefined)
      throw new UsageError(`--out: cannot write ${out}: ${systemReason(error)}`, { cause: error });
    throw error;
  }
  terminal.say(
    `wirelab: ${countText(new Set(names).size, 'lab')} for ${audience}, ${countText(files.length, 'file')}, in ${out}`,
  );
  return ExitCode.ok;
}

async function forStudents(names: readonly string[], flags: StudentFlags): Promise<PackedFile[]> {
  const handedOut = new Map<string, HandedOut>();
  for (const name of names) {
    const lab = await chosenLab(name, flags);
    const sheet =
      lab.questions === undefined
        ? undefined
        : (await labQuestionDrawer(lab))(flags.student === undefined ? undefined : variantOfStudent(flags.student));
    const answers = sheet === undefined ? {} : { answers: starterAnswers(lab, sheet.prompts, sheet.variant) };
    handedOut.set(lab.folder, { lab, render: (text) => rendered(lab, text), ...answers });
  }
  return studentFiles([...handedOut.values()]);
}

async function forInstructors(names: readonly string[]): Promise<PackedFile[]> {
  const labs = new Map<string, Awaited<ReturnType<typeof labSources>>>();
  for (const name of names) {
    const lab = await labSources(name);
    labs.set(lab.folder, lab);
  }
  return instructorFiles([...labs.values()]);
}
