// Kinds of steps and of failures are one file each, found by folder. TypeScript finds no types by folder, and a browser of files costs time
// at every start: so the lists are files that this writes, before each build and by `npm run kinds`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const LISTS = [
  { folder: 'steps', list: 'step-kinds.ts', name: 'stepKinds', doc: 'Every kind of step, by its name.' },
  { folder: 'failures', list: 'failure-groups.ts', name: 'failureGroups', doc: 'Every kind of failure, by group.' },
];

/** The lists as they have to be: path, from the root of a checkout, and text. */
export function kindLists(root) {
  return LISTS.map(({ folder, list, name, doc }) => {
    const names = readdirSync(`${root}/src/client/${folder}`)
      .filter((file) => /^[a-z0-9][a-z0-9-]*\.ts$/.test(file))
      .map((file) => file.replace(/\.ts$/, ''))
      .sort();
    const identifier = (file) => file.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    const text = [
      `// Written by \`npm run ${'kinds'}\` from the files in ./${folder}: not to be changed by hand.`,
      ...names.map((file) => `import ${identifier(file)} from './${folder}/${file}.js';`),
      '',
      `/** ${doc} */`,
      `export const ${name} = {`,
      ...names.map((file) => (identifier(file) === file ? `  ${file},` : `  '${file}': ${identifier(file)},`)),
      '};',
      '',
    ].join('\n');
    return { path: `src/client/${list}`, text };
  });
}

/** Writes those that are not as they have to be. */
export function writeKindLists(root) {
  for (const { path, text } of kindLists(root)) {
    const file = `${root}/${path}`;
    if (text !== textOf(file)) writeFileSync(file, text);
  }
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeKindLists(fileURLToPath(new URL('..', import.meta.url)));
