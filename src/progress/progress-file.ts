import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { replaceFile } from '../files/replace-file.js';
import { noProgress, progressSchema, type Progress } from './progress.js';

const FOLDER = '.wirelab';
const FILE = 'progress.json';

/** The file cannot be used as it is. */
export class ProgressFileError extends Error {
  override readonly name = 'ProgressFileError';
}

/** A student's progress in the student's own folder: in `.wirelab/progress.json` there. */
export class ProgressFile {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** The one of this folder or the nearest above it; `undefined` where none was begun. */
  static find(folder: string): ProgressFile | undefined {
    for (let at = resolve(folder); ; at = dirname(at)) {
      if (existsSync(join(at, FOLDER))) return new ProgressFile(join(at, FOLDER, FILE));
      if (at === dirname(at)) return undefined;
    }
  }

  /** Begins one in this folder. */
  static async begin(folder: string): Promise<ProgressFile> {
    await mkdir(join(folder, FOLDER), { recursive: true });
    return new ProgressFile(join(resolve(folder), FOLDER, FILE));
  }

  /** Throws a ProgressFileError for what is no progress. */
  async read(): Promise<Progress> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return noProgress;
      throw new ProgressFileError(`cannot read ${this.path}: ${(error as Error).message}`, { cause: error });
    }
    try {
      return progressSchema.parse(JSON.parse(text));
    } catch (error) {
      throw new ProgressFileError(`${this.path} is not what wirelab has written: rename or remove it to begin anew`, {
        cause: error,
      });
    }
  }

  async write(progress: Progress): Promise<void> {
    await replaceFile(this.path, `${JSON.stringify(progress, null, 2)}\n`);
  }
}
