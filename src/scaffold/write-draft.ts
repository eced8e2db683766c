import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../errors/usage-error.js';
import { MachineError } from '../errors/machine-error.js';
import { spentResource } from '../errors/spent-resource.js';
import type { Place } from './place.js';

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
