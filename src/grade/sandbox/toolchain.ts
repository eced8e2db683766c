import { execFileSync } from 'node:child_process';
import { existsSync, realpathSync, accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** The folders in which boxes look for programs by themselves. */
const OWN_PATH = ['/usr/local/bin', '/usr/bin', '/bin'];

// What shows that a folder is a whole toolchain: no other folder of somebody's home is ever bound into a box.
const MARKS: Readonly<Record<string, string>> = {
  go: 'src/runtime',
  rustc: 'lib/rustlib',
  cargo: 'lib/rustlib',
  java: 'lib/modules',
  javac: 'lib/modules',
};

const ANSWERS_WITHIN = 10_000; // milliseconds

/** True when boxes find a program without more. */
export function isInBox(program: string): boolean {
  return OWN_PATH.some((folder) => isExecutable(join(folder, program)));
}

/** The folder of the toolchain with a program that is installed elsewhere than in /usr, such as by rustup. Its programs lie in its `bin`. */
export function toolchainOf(program: string, path = process.env.PATH ?? ''): string | undefined {
  const mark = Object.hasOwn(MARKS, program) ? MARKS[program] : undefined;
  if (mark === undefined || isInBox(program)) return undefined;
  const file = path
    .split(delimiter)
    .filter((folder) => folder.startsWith('/'))
    .map((folder) => join(folder, program))
    .find(isExecutable);
  if (file === undefined) return undefined;
  const real = realpathSync(file);
  const folder = mark === MARKS.rustc && real.endsWith('/rustup') ? sysrootOf(file) : dirname(dirname(real));
  return folder !== undefined && existsSync(join(folder, mark)) && isExecutable(join(folder, 'bin', program))
    ? folder
    : undefined;
}

/** What rustup's stand-in for a program really starts. */
function sysrootOf(program: string): string | undefined {
  try {
    return execFileSync(join(dirname(program), 'rustc'), ['--print', 'sysroot'], {
      encoding: 'utf8',
      cwd: '/',
      timeout: ANSWERS_WITHIN,
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

/** True for a file that this user may run. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
