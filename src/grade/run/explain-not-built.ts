import { visible } from '../../text/visible-text.js';
import { BOX } from '../sandbox/inner-box.js';
import type { Exit } from '../sandbox/program.js';
import { explainOutput } from '../submission/explain-output.js';
import { packageOf } from '../submission/is-installed.js';
import type { SubmittedProgram } from '../submission/submitted-program.js';
import type { NotBuilt } from './job.js';

const MOST_LINES = 40; // one mistake makes a compiler say much, and its first words count
const MOST_COLUMNS = 500;

const STOPPED: Readonly<Record<Exclude<Exit['reason'], 'exited' | 'not-started'>, string>> = {
  stopped: 'it was ended',
  'output-limit': 'it printed more than 1 MiB',
  'killed-memory': 'it used too much memory',
  'killed-cpu': 'it computed for too long: does it go round for ever?',
  files: 'it wrote too many files',
  deadline: 'it took too long: does it wait for something?',
  'machine-memory': 'the memory of this machine ran out',
};

// Of Node itself, and of nobody's program.
const NODES_OWN = /^\s+at .*\(?node:|^Node\.js v\d/;

/** Why a program cannot be graded, for its author: one sentence, and then the compiler's own words. */
export function explainNotBuilt(failed: NotBuilt, program: SubmittedProgram): string {
  const sentence = sentenceOf(failed, program);
  const lines = failed.said
    .replaceAll(`${BOX}/`, '')
    .split(/\r?\n/)
    .filter((line) => !NODES_OWN.test(line))
    .map((line) => visible(line, MOST_COLUMNS));
  const words = lines
    .filter((line, index) => line !== sentence && (line !== '' || lines[index - 1] !== ''))
    .slice(0, MOST_LINES)
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
  return words === '' ? sentence : `${sentence}\n${words}`;
}

const DONE: Readonly<Record<NotBuilt['what'], string>> = { start: 'started', build: 'built', check: 'checked' };

function sentenceOf(
  { what, command, exit, why, said }: NotBuilt,
  { language, complaints, file, role, isHandler }: SubmittedProgram,
): string {
  const [name = ''] = command.argv;
  const doing = DONE[what];
  if (why !== undefined)
    return `the ${role} cannot be ${doing}: ${why}${what === 'check' ? '' : advice(what, name, why.endsWith('is not there'))}`;
  if (exit !== undefined && exit.reason !== 'exited' && exit.reason !== 'not-started') {
    const looking = isHandler === true ? 'loading it' : 'looking at it';
    const step = what === 'build' && isHandler !== true ? `building it with ${name}` : looking;
    return `${file ?? `the ${role}`} cannot be graded: ${step} was stopped, as ${STOPPED[exit.reason]}`;
  }
  if (isHandler === true) return visible(said.trim().split('\n')[0] ?? '', MOST_COLUMNS);
  const [first] =
    language === undefined
      ? []
      : explainOutput(complaints, said, { what: what === 'check' ? 'check' : 'build', cwd: command.cwd });
  if (first?.file !== undefined) return first.message;
  const how = `${visible(command.argv.join(' '), 200)} ended with ${exit?.signal ?? `exit code ${exit?.code ?? '?'}`}`;
  return `the ${role} cannot be ${doing}: ${first?.says === undefined || first.says === '' ? how : `${first.says} (${how})`}`;
}

function advice(what: 'build' | 'start', name: string, isMissing: boolean): string {
  if (!name.includes('/')) {
    const known = packageOf(name);
    return known === undefined ? '' : `; whoever grades installs it with: apt-get install ${known}`;
  }
  return what === 'start' && isMissing
    ? `; compiled files are left out: hand in the source, and say in wirelab.yaml how it is built (build) and started (start)`
    : '';
}
