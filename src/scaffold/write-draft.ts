import { mkdirSync, rmSync, writeFileSync, existsSync, readdirSync } from 'node:fs';
import { dirname, join, basename } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import { MachineError } from '../errors/machine-error.js';
import { spentResource } from '../errors/spent-resource.js';
import type { Place } from './place.js';
import { pluginFiles, pluginFolders } from '../compose/plugin-files.js';

/** Writes the files: all or none, and never over one that is there. Throws a UsageError or a MachineError. */
export function writeDraft({ files }: Draft, { root }: Place): void {
  const made: string[] = [];
  for (const { path, text } of files) {
    const file = join(root, path);
    try {
      made.push(mkdirSync(dirname(file), { recursive: true }) ?? file);
      writeFileSync(file, text, { flag: 'wx' });
    } catch (error) {
      const { code, syscall, message } = error as NodeJS.ErrnoException;
      const isTaken = code === 'EEXIST' && syscall === 'open';
      for (const one of isTaken ? made.filter((each) => each !== file) : made)
        rmSync(one, { recursive: true, force: true });
      if (isTaken)
        throw new UsageError(`${file} is there already, and nothing is overwritten: choose another name`, {
          cause: error,
        });
      throw new MachineError(`cannot write ${file}: ${spentResource(error) ?? message}`, { cause: error });
    }
  }
}

/** What `wirelab new` is about to make. */
export interface Draft {
  /** From the root of the place. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** What runs it, behind the word `wirelab`; or a whole command where the first word is `npx`. */
  readonly commands: readonly { readonly words: string; readonly does: string }[];
  /** What to change next. */
  readonly next: readonly string[];
}

const FOLDER = /^(\d{2,})-(.+)$/;

/** Refuses a name that a handler or framing has: one of this installation, or a file at the place. Throws a UsageError. */
export function requireFree(what: 'handler' | 'framing', name: string, { root, isCheckout }: Place): void {
  const built = what === 'handler' ? 'handlers' : 'src/framings';
  const folder = what === 'handler' || !isCheckout ? `${what}s` : built;
  const file = [`${folder}/${name}.ts`, `${folder}/${name}.js`].find((path) => existsSync(join(root, path)));
  if (file !== undefined) throw taken(what, name, `${file} is there`);
  if (pluginFiles(built).has(name)) throw taken(what, name, 'wirelab brings one of that name');
}

/** The number that the next lab gets. Throws a UsageError when there is a lab of that name. */
export function nextLabNumber(name: string, { root }: Place): number {
  const folders = [
    ...pluginFolders('labs', FOLDER, 'lab').map((path) => basename(path)),
    ...labsIn(join(root, 'labs')),
  ];
  const same = folders.find((folder) => FOLDER.exec(folder)?.[2] === name);
  if (same !== undefined) throw taken('lab', name, `there is ${same}`);
  return Math.max(0, ...folders.map((folder) => Number(FOLDER.exec(folder)?.[1] ?? 0))) + 1;
}

function labsIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function taken(what: string, name: string, why: string): UsageError {
  return new UsageError(`the name ${name} is taken: ${why}; choose another, such as wirelab new ${what} my-${name}`);
}
