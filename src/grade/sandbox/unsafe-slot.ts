import { randomUUID } from 'node:crypto';
import { killMarked } from './marked.js';
import { portOwner, tryPort } from './port-owner.js';
import { SandboxError } from './sandbox-error.js';
import type { SlotCommand } from './slot.js';
import { temporaryFolder } from './temporary-folder.js';
import { unsafeLock, type LockWait } from './unsafe-lock.js';
import type { WorkerSetup } from './worker-setup.js';

/** A port of this machine that the check of a program needs. */
export interface NeededPort {
  readonly transport: 'tcp' | 'udp';
  readonly port: number;
}

/** What to run without a sandbox. */
export interface UnsafeSlotOptions extends LockWait {
  readonly worker: string;
  readonly staged: string;
  readonly nodeArguments: readonly string[];
  readonly ports: readonly NeededPort[];
}

/** How a worker is started when the grader was told to go without a sandbox. One at a time: two programs may use the same port. */
export async function unsafeCommand({
  worker,
  staged,
  nodeArguments,
  ports,
  ...wait
}: UnsafeSlotOptions): Promise<SlotCommand> {
  if (process.platform !== 'linux') {
    throw new SandboxError(
      `programs cannot be watched on ${process.platform}: that takes the /proc of Linux`,
      'use a virtual machine or a container with Linux; on Windows, WSL2',
      '',
    );
  }
  const unlock = await unsafeLock(wait);
  try {
    for (const needed of ports) await mustBeFree(needed);
    const scratch = temporaryFolder();
    const mark = randomUUID();
    const setup: WorkerSetup = {
      boxed: false,
      mark,
      submission: staged,
      scratch: scratch.path,
      toolchains: [],
      masked: [],
    };
    const path = process.env.PATH;
    return {
      boxed: false,
      program: process.execPath,
      words: [...nodeArguments, worker, JSON.stringify(setup)],
      env: path === undefined ? {} : { PATH: path },
      onEnd: () => {
        killMarked(mark);
        scratch.remove();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function mustBeFree({ transport, port }: NeededPort): Promise<void> {
  try {
    await tryPort(transport, port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return; // the program will meet that itself
    const owner = portOwner(transport, port) ?? 'another program';
    throw new SandboxError(
      `port ${port} of this machine is in use by ${owner}, and without a sandbox the program has no other`,
      `end ${owner}, or grade in the sandbox`,
      '',
    );
  }
}
