import { constants, lstatSync, openSync, readSync, closeSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { BuildCommand } from './build-steps.js';
import { environment } from './inner-box.js';
import type { WorkerSetup } from './worker-setup.js';
import { isExecutable } from './toolchain.js';

const HEAD = 200; // bytes: more than the first line of a script

/** Why a command cannot even be started, in one clause; `undefined` where nothing speaks against it. The kernel's own word for most of it is "no such file". */
export function whyNotStartable(
  { argv: [word = ''], cwd }: BuildCommand,
  folder: string,
  setup: WorkerSetup,
): string | undefined {
  if (!word.includes('/')) return isInPath(word, setup) ? undefined : `${word} is not installed on this machine`;
  if (word.startsWith('/')) return undefined; // of the box, which is not seen from here
  const file = join(folder, cwd, word);
  if (!file.startsWith(`${folder}/`)) return `${word} leads out of the submission`;
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return `${word} is not there`;
  if (stats.isDirectory()) return `${word} is a folder`;
  if (!stats.isFile()) return undefined;
  const head = headOf(file);
  if (head.startsWith('#!')) {
    const line = head.slice(2).split('\n')[0] ?? '';
    if (line.endsWith('\r'))
      return `the first line of ${word} ends as lines do on Windows (CR LF), so that its interpreter is not found: save it with line feeds only`;
    const program = line.trim().split(/\s+/)[0] ?? '';
    return program.startsWith('/usr/') && !isExecutable(program)
      ? `the first line of ${word} names ${program}, which is not installed on this machine`
      : undefined;
  }
  if ((stats.mode & 0o111) === 0)
    return `${word} is no program: it has neither machine code nor a first line such as #!/usr/bin/env python3`;
  return undefined;
}

function isInPath(word: string, setup: WorkerSetup): boolean {
  const path = setup.boxed ? environment(undefined, setup).PATH : process.env.PATH;
  return (path ?? '')
    .split(delimiter)
    .some((place) => isExecutable(join(place === '/opt/node/bin' ? folderOf(process.execPath) : place, word)));
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** The first bytes, as text. A link is not followed: it may lead anywhere. */
function headOf(file: string): string {
  try {
    const descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const head = Buffer.alloc(HEAD);
      return head.toString('latin1', 0, readSync(descriptor, head, 0, HEAD, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return '';
  }
}
