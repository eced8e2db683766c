import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './free-port.js';
import type { LoadTarget } from './load.js';
import type { CommandWords, Pinning } from './pinning.js';

const TRIES = 2; // somebody else may take the port between our look and the server's
const PATIENCE = 15_000;
const GRACE = 1_500; // from the request to end until the end without asking
const WORDS = 2_000; // of what a server says on standard error, the last that is kept

// When this program ends in a way that leaves no time to stop them, its servers end with it.
const running = new Set<ChildServer>();
process.on('exit', () => {
  for (const server of running) server.kill();
});

/** A server in a process of its own, listening. */
export class ChildServer implements LoadTarget {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
    running.add(this);
    child.once('exit', () => running.delete(this));
  }

  /** Starts it on a free port, and waits until it takes connections. Rejects when it ends before that, with its last words. */
  static async start(
    command: (port: number) => CommandWords,
    pinning: Pinning,
    signal: AbortSignal,
  ): Promise<ChildServer> {
    for (let tries = 1; ; tries++) {
      const port = await freePort();
      signal.throwIfAborted();
      const [program, ...args] = pinning.server(command(port));
      const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
      const server = new ChildServer(child, port);
      const ended = endOf(child);
      const over = new AbortController();
      try {
        const first = await Promise.race([ended, takesConnections(port, AbortSignal.any([signal, over.signal]))]);
        if (first instanceof Error) throw first;
        if (!server.#isRunning()) throw await ended;
        return server;
      } catch (error) {
        await server.stop();
        if (tries === TRIES || signal.aborted) throw error;
      } finally {
        over.abort();
      }
    }
  }

  /** The process, and those that it has started. */
  get pids(): readonly number[] {
    const { pid } = this.#child;
    return pid === undefined ? [] : [pid, ...childrenOf(pid)];
  }

  /** Asks it to end, and ends it when it does not. */
  async stop(): Promise<void> {
    if (!this.#isRunning()) return;
    const gone = new Promise<void>((resolve) =>
      this.#child.once('exit', () => {
        resolve();
      }),
    );
    const force = setTimeout(() => this.#child.kill('SIGKILL'), GRACE);
    this.#child.kill('SIGTERM');
    await gone;
    clearTimeout(force);
  }

  /** Ends it at once. */
  kill(): void {
    if (this.#isRunning()) this.#child.kill('SIGKILL');
  }

  #isRunning(): boolean {
    return this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }
}

function endOf(child: ChildProcess): Promise<Error> {
  let words = '';
  child.stderr?.on('data', (text: Buffer) => {
    words = (words + text.toString()).slice(-WORDS);
  });
  return new Promise((resolve) => {
    child.once('error', resolve);
    child.once('close', (code, signal) => {
      const last = words.trim().split('\n').at(-1) ?? '';
      resolve(new Error(`the server ended (${signal ?? `status ${String(code)}`})${last === '' ? '' : `: ${last}`}`));
    });
  });
}

async function takesConnections(port: number, signal: AbortSignal): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (let gap = 5; performance.now() < end; gap = Math.min(gap * 1.5, 100)) {
    if (await canConnect(port)) return;
    await delay(gap, undefined, { signal });
  }
  throw new Error(`the server does not listen on port ${String(port)} after ${String(PATIENCE / 1000)} s`);
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => {
      resolve(false);
    });
  });
}

function childrenOf(pid: number): readonly number[] {
  const file = `/proc/${String(pid)}/task/${String(pid)}/children`;
  if (!existsSync(file)) return [];
  return readFileSync(file, 'latin1')
    .split(' ')
    .filter((text) => text.trim() !== '')
    .map(Number);
}
