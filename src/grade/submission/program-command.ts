import { defined } from '../../core/defined.js';
/** A program to be run in the sandbox, in a writable copy of the submission. Never through a shell, unless the words say so. */
export interface ProgramCommand {
  readonly argv: readonly string[];
  /** Relative to the top of the submission; the top is the empty text. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How a program is started. `{host}` and `{port}` in its arguments, environment and input stand for what a run gives it. */
export interface StartTemplate extends ProgramCommand {
  /** Given on standard input before anything else. */
  readonly stdin?: string;
}

/** Something that has to be installed, with the Debian package that has it. */
export interface Tool {
  readonly program: string;
  readonly package: string;
}

/** The start of a program with this host and port. */
export function filledIn(template: StartTemplate, host: string, port: number): StartTemplate {
  const fill = (text: string): string => text.replaceAll('{host}', host).replaceAll('{port}', String(port));
  return {
    argv: template.argv.map(fill),
    cwd: template.cwd,
    env: Object.fromEntries(Object.entries(template.env).map(([name, value]) => [name, fill(value)])),
    ...defined({ stdin: template.stdin === undefined ? undefined : fill(template.stdin) }),
  };
}

/** The words that run a command from the top of the submission, for who cannot set a folder and an environment. */
export function wordsFromTop({ argv, cwd, env }: ProgramCommand): readonly string[] {
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const words = set.length === 0 ? argv : ['env', ...set, ...argv];
  // The shell is given names as arguments, never as part of what it reads.
  return cwd === '' ? words : ['/bin/sh', '-c', 'cd "$0" && exec "$@"', `./${cwd}`, ...words];
}

/** A file name that no program takes for a flag (`-x.py`) or a list of arguments (`@x.java`). */
export function asArgument(path: string): string {
  return /^[-@]/.test(path) ? `./${path}` : path;
}
