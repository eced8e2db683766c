import { defined } from '../../core/defined.js';
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, cpSync, mkdirSync, mkdtempSync, openSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BOX, environment, innerBox } from './inner-box.js';
import { limitWords, type Limits } from './limits.js';
import { markOf } from './marked.js';
import type { ProgramSpec } from './program.js';
import { seccompFilter } from './seccomp-filter.js';
import type { WorkerSetup } from './worker-setup.js';

/** A process that has been started: bwrap, or without a sandbox the program itself. */
export interface Launched {
  readonly child: ChildProcess;
  /** Where bwrap reports on the box. */
  readonly hasStatus: boolean;
  /** Without a sandbox: what it and all that it starts are known by. */
  readonly mark?: string;
}

// The folder's own files are copied in, so that a program may write beside them and the next one finds them as they were.
const ENTER =
  'cp -R /submission/. . || { echo "the files do not fit into the box" >&2; exit 125; }; cd "$1" && shift && exec "$@"';
const ENTER_WRITABLE = 'cd "$1" && shift && exec "$@"';

let files = 0;
let starts = 0;

/** Starts a program in a box of its own. */
export function launchBoxed(spec: ProgramSpec, limits: Limits, setup: WorkerSetup): Launched {
  const without = spec.without ?? [];
  const options = innerBox({ ...spec, limits }, setup, without);
  const words = [...(without.includes('limits') ? [] : limitWords(limits)), ...spec.command, ...(spec.args ?? [])];
  const enter = spec.writable === true ? ENTER_WRITABLE : ENTER;
  const passed = [
    without.includes('seccomp') ? undefined : seccompFilter(),
    Buffer.from(options.join('\0') + '\0'),
  ].map((bytes) => (bytes === undefined ? ('ignore' as const) : hiddenFile(setup, bytes)));
  try {
    const child = spawn(
      'bwrap',
      ['--args', '4', '--', '/bin/sh', '-c', enter, 'sh', join(BOX, spec.cwd ?? '.'), ...words],
      {
        cwd: '/',
        // bwrap's own environment can be read in the box, as /proc/1/environ.
        env: without.includes('empty-environment') ? process.env : {},
        stdio: ['pipe', 'pipe', 'pipe', ...passed, 'pipe'],
      },
    );
    return { child, hasStatus: true };
  } finally {
    for (const descriptor of passed) if (descriptor !== 'ignore') closeSync(descriptor);
  }
}

/** Starts a program as what it is: with this user's rights. In a copy of its folder, and as the leader of a group, so that it can be ended. */
export function launchUnboxed(spec: ProgramSpec, setup: WorkerSetup): Launched {
  const folder = spec.writable === true ? spec.folder : mkdtempSync(join(setup.scratch, 'run-')); // gone with the worker's own folder, however that ends
  if (spec.writable !== true) cpSync(spec.folder, folder, { recursive: true, verbatimSymlinks: true });
  const [program = '', ...words] = [...spec.command, ...(spec.args ?? [])];
  const path = process.env.PATH;
  const mark = `${setup.mark ?? ''}.${starts++}`;
  const child = spawn(program, words, {
    cwd: join(folder, spec.cwd ?? '.'),
    env: {
      ...environment(spec.env, setup),
      HOME: folder,
      TMPDIR: tmpdir(),
      ...markOf(mark),
      ...defined({ PATH: path }),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  return { child, hasStatus: false, mark };
}

/** A descriptor to read these bytes from, of a file that has no name any more. */
function hiddenFile(setup: WorkerSetup, bytes: Uint8Array): number {
  const folder = join(setup.scratch, 'pass');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, String(files++));
  writeFileSync(path, bytes, { flag: 'wx', mode: 0o600 });
  const descriptor = openSync(path, 'r');
  unlinkSync(path);
  return descriptor;
}
