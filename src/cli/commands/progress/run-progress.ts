import { defined } from '../../../core/defined.js';
import { allLabs } from '../../../compose/labs.js';
import { UsageError } from '../../../errors/usage-error.js';
import { nextTask, tasks, type Task } from '../../../progress/next-task.js';
import type { Progress } from '../../../progress/progress.js';
import { ProgressFile, ProgressFileError } from '../../../progress/progress-file.js';
import { ExitCode } from '../../exit-code.js';
import { terminal } from '../../terminal.js';
import { nextLines, progressLines } from './progress-lines.js';

interface ProgressFlags {
  readonly json?: boolean | undefined;
}

/** `wirelab progress`. */
export async function runProgress({ json }: ProgressFlags): Promise<ExitCode> {
  const file = ProgressFile.find(process.cwd());
  if (file === undefined) throw new UsageError('no progress is kept in this folder yet: wirelab next begins');
  const all = tasks(await allLabs(), await progressIn(file));
  if (json === true) terminal.json({ schema: 1, file: file.path, work: all.map(taskJson) });
  else terminal.out(progressLines(all));
  return ExitCode.ok;
}

/** `wirelab next`. */
export async function runNext({ json }: ProgressFlags): Promise<ExitCode> {
  let file = ProgressFile.find(process.cwd());
  if (file === undefined) {
    file = await ProgressFile.begin(process.cwd());
    terminal.say(`from now on, what wirelab grade finds in this folder is kept in ${file.path}`);
  }
  const next = nextTask(await allLabs(), await progressIn(file));
  if (json === true) terminal.json({ schema: 1, next: next === undefined ? null : taskJson(next) });
  else
    terminal.out(
      next === undefined ? ['Everything is done. wirelab new lab NAME begins a lab of your own.'] : nextLines(next),
    );
  return ExitCode.ok;
}

async function progressIn(file: ProgressFile): Promise<Progress> {
  try {
    return await file.read();
  } catch (error) {
    if (error instanceof ProgressFileError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

function taskJson({ lab, work, last }: Task): object {
  return { lab: lab.number, slug: lab.slug, work, ...defined({ last }) };
}
