import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { processEntry } from './process-table.js';
import { SandboxError } from './sandbox-error.js';
import type { SlotCommand } from './slot.js';
import type { WorkerSetup } from './worker-setup.js';

/** How a worker is started when the grader was told to go without a sandbox. One at a time: two programs may use the same port. */
export function unsafeCommand(worker: string, staged: string, nodeArguments: readonly string[]): SlotCommand {
  if (process.platform !== 'linux') throw new SandboxError(`programs cannot be watched on ${process.platform}: that takes the /proc of Linux`, 'use a virtual machine or a container with Linux; on Windows, WSL2');
  const unlock = lock();
  try {
    const scratch = mkdtempSync(join(tmpdir(), 'wirelab-scratch-'));
    const setup: WorkerSetup = { boxed: false, submission: staged, scratch, toolchains: [], masked: [] };
    const path = process.env.PATH;
    return {
      boxed: false,
      program: process.execPath,
      words: [...nodeArguments, worker, JSON.stringify(setup)],
      env: path === undefined ? {} : { PATH: path },
      onEnd: () => {
        rmSync(scratch, { recursive: true, force: true });
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Takes the lock of this user; what a grader that is gone has left counts for nothing. */
function lock(): () => void {
  const path = join(tmpdir(), `wirelab-unsafe-${String(process.getuid?.() ?? 0)}.lock`);
  for (let attempt = 0; ; attempt++) {
    try {
      const descriptor = openSync(path, 'wx');
      writeSync(descriptor, String(process.pid));
      closeSync(descriptor);
      return () => { rmSync(path, { force: true }); };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(readFileSync(path, 'utf8'));
      if (attempt === 0 && processEntry(owner)?.alive !== true) rmSync(path, { force: true });
      else throw new SandboxError(`process ${owner} grades without a sandbox now, and that goes one at a time`, `wait for it, or remove ${path} when it is gone`);
    }
  }
}
