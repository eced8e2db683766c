import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { BoxStatus } from './box-status.js';
import { sandboxFailure } from './sandbox-error.js';
import type { WorkerReady } from './worker-channel.js';
import { processEntry } from './process-table.js';

/** How a slot ended. */
export interface SlotEnd {
  /** `closed` by the grader; `died` by itself: then `said` has its last words. */
  readonly reason: 'closed' | 'died';
  readonly code: number | null;
  readonly signal: string | null;
  readonly said: string;
  /** True when it is proved that nothing of the box runs any more; without a sandbox nothing can be proved. */
  readonly nothingLeft: boolean;
}

/** A box with a worker in it, which plays the checks of one submission. */
export interface Slot<Sent = unknown, Received = unknown> {
  send(message: Sent): void;
  /** Messages that came before are told at once. */
  onMessage(listener: (message: Received) => void): void;
  readonly closed: Promise<SlotEnd>;
  /** Ends the worker with all that runs in its box. */
  close(): Promise<SlotEnd>;
}

/** How to start a worker. */
export interface SlotCommand {
  readonly program: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly uid?: number;
  /** False without a sandbox. */
  readonly boxed: boolean;
  readonly onEnd?: () => void;
}

const STARTS_WITHIN_MS = 20_000;
const GONE_WITHIN_MS = 5000;
const MOST_SAID = 8192;

/** A worker as it runs; `started` is awaited before anybody is given it. */
export class WorkerSlot implements Slot {
  readonly closed: Promise<SlotEnd>;
  readonly #child: ChildProcess;
  readonly #status: BoxStatus | undefined;
  readonly #ready: Promise<void>;
  #said = '';
  #isClosing = false;
  #hasEnded = false;
  #failure: NodeJS.ErrnoException | undefined;
  #listener: ((message: unknown) => void) | undefined;
  readonly #waiting: unknown[] = [];

  constructor(command: SlotCommand) {
    const { program, words, env, uid, boxed, onEnd } = command;
    this.#child = spawn(program, words, {
      cwd: '/',
      env,
      stdio: [
        'ignore',
        'pipe',
        'pipe',
        'ipc',
        ...(boxed ? ['pipe' as const, 'pipe' as const] : []) /* the box's report, the guard's lifeline */,
      ],
      serialization: 'advanced',
      detached: true, // an interrupt from the keyboard is the grader's, who ends this in order
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#said = (this.#said + text).slice(-MOST_SAID);
      });
    }
    const status = this.#child.stdio[4] as Readable | undefined;
    if (boxed && status !== undefined) this.#status = new BoxStatus(status, () => undefined);
    this.closed = this.#whenClosed().finally(onEnd);
    this.#ready = this.#whenReady();
  }

  /** Resolves once the worker says that it runs. Rejects with a SandboxError when there can be no box. */
  async started(): Promise<void> {
    const timer = setTimeout(() => {
      this.#kill();
    }, STARTS_WITHIN_MS);
    try {
      const end = await Promise.race([this.#ready, this.closed]);
      if (end !== undefined)
        throw this.#failure === undefined
          ? sandboxFailure(end.said)
          : sandboxFailure(this.#failure.message, this.#failure.code);
    } finally {
      clearTimeout(timer);
    }
  }

  send(message: unknown): void {
    if (this.#child.connected) this.#child.send(message as object, () => undefined); // `closed` tells of a worker that is gone
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listener = listener;
    for (const message of this.#waiting.splice(0)) listener(message);
  }

  close(): Promise<SlotEnd> {
    this.#isClosing = true;
    this.#kill();
    return this.closed;
  }

  #whenReady(): Promise<void> {
    return new Promise((resolve) => {
      this.#child.on('message', (message) => {
        if ((message as Partial<WorkerReady> | null)?.wirelabWorker === 'ready') resolve();
        else if (this.#listener === undefined) this.#waiting.push(message);
        else this.#listener(message);
      });
    });
  }

  /** Kills the group of the guard and of bwrap, and with it the first process of the box, with which the kernel ends all others. */
  #kill(): void {
    try {
      // Long after its end the number may be another's.
      if (this.#child.pid !== undefined && !this.#hasEnded) process.kill(-this.#child.pid, 'SIGKILL');
    } catch {
      // Nobody of it is left.
    }
  }

  async #whenClosed(): Promise<SlotEnd> {
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      this.#child.once('close', (...how) => {
        resolve(how);
      });
      this.#child.once('error', (error) => {
        this.#failure = error;
        resolve([null, null]);
      });
    });
    this.#kill(); // what bwrap has left behind, when it was ended by others
    this.#hasEnded = true;
    const inside = this.#status?.inside;
    const nothingLeft = this.#status !== undefined && (inside === undefined || (await isGone(inside, GONE_WITHIN_MS)));
    return { reason: this.#isClosing ? 'closed' : 'died', code, signal, said: this.#said, nothingLeft };
  }
}

const AGAIN_MS = 2;

/** Waits until a process has ended. One that ended and was not yet counted by its parent has: of a namespace's first process that means that nobody else is left. */
async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const begin = performance.now();
  while (processEntry(pid)?.alive === true) {
    if (performance.now() - begin > withinMs) return false;
    await new Promise((resolve) => {
      setTimeout(resolve, AGAIN_MS);
    });
  }
  return true;
}
