import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The file of a module of this installation that is run by itself, such as a worker: `src/grade/sandbox/probe-worker`. Throws when it is not there. */
export function ownModule(path: string): string {
  // The build moves code into shared chunks, so that the way up is not always the same.
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    for (const ending of ['.js', '.ts']) {
      const file = join(folder, path + ending);
      if (existsSync(file)) return file;
    }
  }
  throw new Error(`this installation of wirelab is broken: ${path} is missing`);
}
