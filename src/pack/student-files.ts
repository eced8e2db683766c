import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { NumberedLab } from '../lab/numbered-lab.js';
import { VARIANT_FILE } from '../lab/variant.js';
import { folderFiles, textFile, type PackedFile } from './folder-files.js';
import { studentLab } from './student-lab.js';

/** A lab that is handed out. */
export interface HandedOut {
  readonly lab: NumberedLab;
  /** The file to answer its questions in, where it has some. */
  readonly answers?: string;
  /** Writes a text of the lab as its student has to read it. */
  readonly render: (text: string) => string;
}

const TEXT = /\.(?:md|txt|py|js|mjs|ts|c|h|java|go|rs|yaml)$/;

/** What students get: sheets, programs to start from, the file for answers, and the checks that they may see. */
export function studentFiles(labs: readonly HandedOut[]): PackedFile[] {
  return [textFile('README.md', readme(labs)), ...labs.flatMap(labFiles)];
}

function labFiles({ lab, answers, render }: HandedOut): PackedFile[] {
  const to = `labs/${basename(lab.folder)}`;
  const rendered = (file: PackedFile): PackedFile =>
    TEXT.test(file.path) ? textFile(file.path, render(new TextDecoder().decode(file.bytes))) : file;
  return [
    textFile(`${to}/README.md`, render(readFileSync(join(lab.folder, 'README.md'), 'utf8'))),
    textFile(`${to}/package.json`, '{ "private": true, "type": "module" }\n'), // lab.js is a module
    textFile(`${to}/lab.js`, studentLab(lab).source),
    // lab.js has the values already; this is for who wants to know them, and for a lab as it stands, beside which it says the same.
    ...(lab.variant === undefined
      ? []
      : [textFile(`${to}/${VARIANT_FILE}`, `${JSON.stringify(lab.variant, undefined, 2)}\n`)]),
    ...folderFiles(join(lab.folder, 'starter'), `${to}/starter`)
      .filter(({ path }) => path !== `${to}/starter/answers.md`)
      .map(rendered),
    ...(answers === undefined ? [] : [textFile(`${to}/starter/answers.md`, answers)]),
  ];
}

function readme(labs: readonly HandedOut[]): string {
  const [first] = labs;
  const folder = first === undefined ? 'labs/NN' : `labs/${basename(first.lab.folder)}`;
  const behind = labs.map(({ lab }) => studentLab(lab)).reduce((sum, { hidden, code }) => sum + hidden + code, 0);
  return [
    '# Labs',
    '',
    ...labs.map(({ lab }) => `* [Lab ${lab.number}: ${lab.title}](labs/${basename(lab.folder)}/README.md)`),
    '',
    'Each folder has a sheet (`README.md`) and, in `starter/`, programs to start from and `answers.md` for the questions.',
    '',
    'With Wirelab installed, in this folder:',
    '',
    '```',
    `wirelab run ${folder}`,
    `wirelab grade ${folder} server.py`,
    `wirelab grade ${folder} answers.md --role answers`,
    '```',
    '',
    'Name a lab by its folder, as here: so you get these checks and not those of your installation.',
    ...(behind === 0
      ? []
      : [`${behind === 1 ? 'One check is' : `${behind} checks are`} not in here, and made when you hand in.`]),
    'What the questions are worth is said when you hand in; here you see whether every answer can be read.',
    '',
  ].join('\n');
}
