import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { folderFiles, textFile, type PackedFile } from './folder-files.js';

/** A lab with nothing left out: where its sources lie. */
export interface WholeLab {
  readonly number: number;
  readonly title: string;
  readonly folder: string;
}

const IMPORT = /^import (?!type\b)[^;]*? from '(\.{1,2}\/[^']+)\.js';$/gm;
const EXPORT = /^export (?!type\b)[^;]*? from '(\.{1,2}\/[^']+)\.js';$/gm;

/** Everything of the labs, keys and solutions too, and the modules that their data is made with. */
export function instructorFiles(labs: readonly WholeLab[]): PackedFile[] {
  const files = labs.flatMap(({ folder }) => folderFiles(folder, `labs/${basename(folder)}`));
  return [
    textFile('package.json', '{ "private": true, "type": "module" }\n'), // the labs are modules
    textFile('README.md', readme(labs)),
    ...files,
    ...neededBy(labs),
  ];
}

/** The sources outside the labs that they import, at the same place as seen from the labs. */
function neededBy(labs: readonly WholeLab[]): PackedFile[] {
  const found = new Map<string, PackedFile>();
  const follow = (path: string, root: string): void => {
    const text = readFileSync(path, 'utf8');
    for (const [, to = ''] of [...text.matchAll(IMPORT), ...text.matchAll(EXPORT)]) {
      const needed = join(dirname(path), `${to}.ts`);
      const place = relative(root, needed).split(sep).join('/');
      if (place.startsWith('../') || found.has(place) || !existsSync(needed)) continue;
      if (!place.startsWith('labs/')) found.set(place, textFile(place, readFileSync(needed, 'utf8')));
      follow(needed, root);
    }
  };
  for (const { folder } of labs) {
    const root = dirname(dirname(folder));
    for (const name of ['lab.ts', 'key.ts']) if (existsSync(join(folder, name))) follow(join(folder, name), root);
  }
  return [...found.values()];
}

function readme(labs: readonly WholeLab[]): string {
  return [
    '# Labs, with keys and solutions',
    '',
    'For those who teach: `key.ts` has the answers to the questions, `solution/` programs with full marks, `wrong/` programs with one',
    'mistake each. Students get what `wirelab pack --for students` makes.',
    '',
    ...labs.map(({ number, title, folder }) => `* [Lab ${number}: ${title}](labs/${basename(folder)}/README.md)`),
    '',
    '`wirelab grade labs/NN-slug SUBMISSION` and `wirelab prove labs/NN-slug` take a lab from here; so does a checkout, in its `labs/`.',
    '',
  ].join('\n');
}
