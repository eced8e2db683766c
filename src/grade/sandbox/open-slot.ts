import { accessSync, constants, realpathSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { defined } from '../../core/defined.js';
import { bindMounts } from './bind-mounts.js';
import { boundPaths, outerBox, smallTable } from './outer-box.js';
import { sandboxFailure, SandboxError } from './sandbox-error.js';
import { hasSeccompFilter } from './seccomp-filter.js';
import { WorkerSlot, type Slot, type SlotCommand } from './slot.js';
import { unsafeCommand, type NeededPort } from './unsafe-slot.js';

/** What to run where. */
export interface SlotOptions {
  /** The module of the worker: a path, or a file's URL. */
  readonly worker: string | URL;
  /** Slots that are open at once have different numbers, from 0: as root each has a user of its own. */
  readonly slot: number;
  /** The folder with the submission, readable for every user; best with a name that tells nothing. */
  readonly staged: string;
  /** Folders outside /usr that programs need, such as those of a compiler. */
  readonly toolchains?: readonly string[];
  /** Folders that only the worker reads: programs do not see them. */
  readonly readable?: readonly string[];
  /** Without any sandbox: the program runs as this user. One at a time. */
  readonly unsafe?: boolean;
  /** Without a sandbox: the ports of this machine that have to be free, and who is told in one line that another grader is waited for. */
  readonly ports?: readonly NeededPort[];
  readonly waits?: (line: string) => void;
  /** Closes the slot. */
  readonly signal?: AbortSignal;
}

const FIRST_USER = 60001;
const PATH = '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin';

/** Opens a slot, and waits until its worker runs. Rejects with a SandboxError when this machine has no sandbox. */
export async function openSlot<Sent, Received>(options: SlotOptions): Promise<Slot<Sent, Received>> {
  options.signal?.throwIfAborted();
  const command = options.unsafe === true ? await unboxedCommand(options) : boxedCommand(options);
  let slot: WorkerSlot;
  try {
    slot = new WorkerSlot(command);
  } catch (error) {
    command.onEnd?.();
    const { message, code } = error as NodeJS.ErrnoException;
    throw sandboxFailure(message, code);
  }
  const abort = (): void => {
    void slot.close();
  };
  options.signal?.addEventListener('abort', abort, { once: true });
  void slot.closed.then(() => {
    options.signal?.removeEventListener('abort', abort);
  });
  await slot.started();
  return slot as Slot<Sent, Received>;
}

function unboxedCommand({ worker, staged, ports = [], waits, signal }: SlotOptions): Promise<SlotCommand> {
  const wait = { ...defined({ waits, signal }) };
  return unsafeCommand({
    worker: pathOf(worker),
    staged: realpathSync(staged),
    nodeArguments: nodeArguments(worker),
    ports,
    ...wait,
  });
}

function boxedCommand({ worker, slot, staged, toolchains = [], readable = [] }: SlotOptions): SlotCommand {
  if (process.platform !== 'linux')
    throw new SandboxError(
      `there is no sandbox for ${process.platform}: it takes the namespaces of Linux`,
      'use a virtual machine or a container with Linux; on Windows, WSL2',
    );
  if (!hasSeccompFilter)
    throw new SandboxError(
      `there is no filter of system calls for the processor ${process.arch} yet, only for x64`,
      'use a machine with an x86_64 processor',
    );
  const program = bwrap();
  const places = {
    worker: realpathSync(pathOf(worker)),
    staged: realpathSync(staged),
    toolchains: toolchains.map((folder) => realpathSync(folder)),
    readable,
  };
  const [shell = '', ...guard] = guardWords();
  const table = smallTable(program);
  const box = (from: (path: string) => string): string[] => [
    program,
    ...table,
    ...outerBox({ nodeArguments: nodeArguments(worker), ...places, from, reports: table.length === 0 }),
  ];
  if (process.getuid?.() !== 0)
    return { boxed: true, program: shell, words: [...guard, ...box((path) => path)], env: { PATH } };
  // As root the limit on processes would not hold, and files that only root may read could be read.
  const uid = FIRST_USER + slot;
  const way = bindMounts(boundPaths(places));
  if (way.words.length === 0)
    return { boxed: true, program: shell, words: [...guard, ...box(way.from)], env: { PATH }, uid };
  const [first = '', ...rest] = [
    ...way.words,
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${uid}`,
    '--clear-groups',
    '--',
    shell,
    ...guard,
    ...box(way.from),
  ];
  return { boxed: true, program: first, words: rest, env: { PATH }, onEnd: way.remove };
}

function bwrap(): string {
  for (const folder of (process.env.PATH ?? PATH).split(delimiter)) {
    const path = join(folder, 'bwrap');
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // It may be in the next folder.
    }
  }
  throw sandboxFailure('', 'ENOENT');
}

function pathOf(module: string | URL): string {
  return module instanceof URL || module.startsWith('file:') ? fileURLToPath(module) : resolve(module);
}

/** For a worker that runs from source the loaders that this process was started with. */
function nodeArguments(worker: string | URL): string[] {
  if (!pathOf(worker).endsWith('.ts')) return [];
  const found: string[] = [];
  for (const [i, word] of process.execArgv.entries()) {
    const [flag, value] = word.split(/=(.*)/s, 2);
    if (flag !== '--import') continue;
    const module = value ?? process.execArgv[i + 1];
    if (module !== undefined)
      found.push('--import', /^\.{0,2}\//.test(module) ? pathToFileURL(resolve(module)).href : module);
  }
  return found;
}

// bwrap's --die-with-parent leaves the first process of a box behind, waiting for ever, when bwrap is killed while it makes the box. So bwrap has a
// parent that outlives the grader. The other end of descriptor 5 is with the grader: when that is gone, however that came, all of this process group is
// killed at once; what has left the group is in a box whose first process has not. A broken pipe is the grader's end too, and must not end bwrap alone.
// The shell ignores the keyboard's interrupts for what it starts in the background; the worker sets them, and this, back for programs.
const GUARD = `
trap '' PIPE
"$@" 5<&- &
box=$!
(
  exec 3>&- 4>&- >/dev/null 2>&1
  read -r line <&5
  kill -9 -$$
) &
guard=$!
exec 3>&- 4>&- 5<&-
wait $box
status=$?
kill -9 $guard
exit $status`;

/** The words before a command that end it when the grader is gone. What they start has to be the leader of a process group. */
function guardWords(): string[] {
  return ['/bin/sh', '-c', GUARD, 'sh'];
}
