import { mkdir, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '../sandbox/temporary-folder.js';
import type { SubmittedFile } from './submitted-file.js';

/** A folder of our own with the files of a submission, for the sandbox to bind read-only. */
export interface Stage {
  readonly folder: string;
  dispose(): Promise<void>;
}

/**
 * Writes the files into a fresh folder with a neutral name (a box shows the names of what is bound into it). Files are 644 (scripts that
 * name their interpreter 755) and folders 755, whatever they were. As root everybody may look into the folder, as the sandbox runs as another user then.
 */
export async function stageFiles(files: readonly SubmittedFile[], parent = tmpdir()): Promise<Stage> {
  const { path: folder, remove } = temporaryFolder('files', parent);
  const dispose = (): Promise<void> => {
    remove();
    return Promise.resolve();
  };
  try {
    const made = new Set([folder]);
    for (const { path, bytes } of files) {
      const file = join(folder, path);
      for (const missing of missingFolders(dirname(file), made)) {
        await mkdir(missing);
        await chmod(missing, 0o755);
        made.add(missing);
      }
      await writeFile(file, bytes, { flag: 'wx' });
      await chmod(file, isScript(bytes) ? 0o755 : 0o644); // not by writeFile: the umask would have a say
    }
    await chmod(folder, process.getuid?.() === 0 ? 0o755 : 0o700);
  } catch (error) {
    await dispose();
    throw error;
  }
  return { folder, dispose };
}

/** `#!`: it can be started as it is. */
function isScript(bytes: Uint8Array): boolean {
  return bytes[0] === 0x23 && bytes[1] === 0x21;
}

function missingFolders(folder: string, made: ReadonlySet<string>): string[] {
  return made.has(folder) ? [] : [...missingFolders(dirname(folder), made), folder];
}
