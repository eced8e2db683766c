import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../../compose/usage-error.js';
import { MachineError } from '../machine-error.js';
import type { Draft } from './draft.js';
import type { Place } from './place.js';

/** Writes the files, and never over one that is there. Throws a UsageError or a MachineError. */
export function writeDraft({ files }: Draft, { root }: Place): void {
  for (const { path, text } of files) {
    const file = join(root, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: 'wx' });
    } catch (error) {
      const { code, syscall, message } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST' && syscall === 'open') throw new UsageError(`${file} is there already, and nothing is overwritten: choose another name`, { cause: error });
      throw new MachineError(`cannot write ${file}: ${message}`, { cause: error });
    }
  }
}
