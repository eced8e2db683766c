import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** The path of the first of the programs that is installed. */
export function findProgram(...names: readonly string[]): string | undefined {
  for (const name of names) {
    const folders = isAbsolute(name)
      ? ['']
      : (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
    for (const folder of folders) {
      const path = join(folder, name);
      if (isProgram(path)) return path;
    }
  }
  return undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
