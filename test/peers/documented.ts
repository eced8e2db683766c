import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A row of a table in docs/seed-programs.md. */
export interface DocumentedRow {
  /** The program in test/peers/fixtures, and what it is compiled with. */
  readonly program: string;
  /** The words of the wirelab command that meets it. */
  readonly command: readonly string[];
  /** What the command says, where the table tells. */
  readonly says: string | undefined;
}

const TEXT = readFileSync(new URL('../../docs/seed-programs.md', import.meta.url), 'utf8');

/** The rows of the table under this heading. */
export function documentedRows(heading: string): DocumentedRow[] {
  const [, section = ''] = TEXT.split(`\n## ${heading}\n`);
  return (section.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [program = '', , command = '', says] = line
        .slice(2, -2)
        .split(' | ')
        .map((cell) => cell.replaceAll('`', ''));
      if (!command.startsWith('wirelab '))
        throw new Error(`docs/seed-programs.md: no command in the row of ${program}`);
      return { program, command: command.split(' ').slice(1), says };
    });
}

/** The row of a program, which has only one in this table. */
export function documentedRow(heading: string, program: string): DocumentedRow {
  const row = documentedRows(heading).find((one) => one.program === program);
  if (row === undefined) throw new Error(`docs/seed-programs.md: no row for ${program} under "${heading}"`);
  return row;
}

/** Writes the documented scripts into a folder, each under the name in its first line. */
export function writeDocumentedScripts(folder: string): void {
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}'); // for ts-node, where Wirelab runs from source
  for (const [, text = '', name = ''] of TEXT.matchAll(/```\w+\n((?:#|\/\/) (\S+)\n.*?)```/gs))
    writeFileSync(join(folder, name), text);
}
