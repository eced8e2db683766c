import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** The folders in which the sandbox looks for programs. What is only installed elsewhere cannot be run in it. */
const PATH = ['/usr/local/bin', '/usr/bin', '/bin'];

/** True when a program is there for the sandbox. */
export function isInstalled(program: string): boolean {
  return PATH.some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
