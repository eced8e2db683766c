import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cpuSeconds, memoryKib } from '../../src/bench/cpu-seconds.js';
import type { ServerOptions } from '../../src/compose/compose-server.js';
import type { Endpoint } from '../../src/transport/listener.js';

const PROGRAM = fileURLToPath(new URL('./own-process.ts', import.meta.url));
const FLAGS = ['--expose-gc', '--import', new URL('./ts-node-hooks.mjs', import.meta.url).href];

/** What is in the process of a server after a garbage collection. */
export interface State {
  readonly active: number;
  /** What keeps Node's loop going, by kind. */
  readonly resources: readonly string[];
  /** Listeners of the process itself. */
  readonly listeners: number;
  /** Bytes of the heap and of what hangs on it. */
  readonly memory: number;
  readonly troubles: number;
  readonly failures: number;
}

const running = new Set<ChildProcess>();

/** A server in a process of its own. */
export class ChildServer {
  readonly #child: ChildProcess;

  private constructor(
    child: ChildProcess,
    readonly endpoint: Endpoint,
  ) {
    this.#child = child;
  }

  /** An echo of lines, unless the options say otherwise. `files`: how many it may have open. `observed`: somebody listens to its events. */
  static async start(
    options: Partial<ServerOptions> = {},
    { files, observed = false }: { files?: number; observed?: boolean } = {},
  ): Promise<ChildServer> {
    const args = [JSON.stringify({ handler: 'echo', framing: 'line', ...options }), observed ? 'observed' : ''];
    const child =
      files === undefined
        ? fork(PROGRAM, args, { execArgv: FLAGS })
        : spawn(
            'sh',
            ['-c', `ulimit -n ${String(files)}; exec "$@"`, 'sh', process.execPath, ...FLAGS, PROGRAM, ...args],
            { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
          );
    running.add(child);
    child.once('exit', () => running.delete(child));
    const ended = once(child, 'exit').then(() => {
      throw new Error('the server has ended before it listened');
    });
    const [port] = (await Promise.race([once(child, 'message'), ended])) as [number];
    ended.catch(() => undefined);
    return new ChildServer(child, { host: '127.0.0.1', port });
  }

  async state(): Promise<State> {
    const told = once(this.#child, 'message');
    this.#child.send('tell');
    return (await told)[0] as State;
  }

  /** Resolves with the state once it is as wanted. */
  async until(isWanted: (state: State) => boolean): Promise<State> {
    for (const end = performance.now() + 15_000; ;) {
      const state = await this.state();
      if (isWanted(state)) return state;
      if (performance.now() > end) throw new Error(`the server stays so: ${JSON.stringify(state)}`);
    }
  }

  /** Memory that the process has, in MiB; `peak` is the most that it has had. */
  memory(what: 'now' | 'peak' = 'now'): number {
    if (what === 'now') return (memoryKib([this.#pid]) ?? NaN) / 1024;
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${String(this.#pid)}/status`, 'latin1'))?.[1]) / 1024;
  }

  /** Processor time that it has used, in seconds. */
  get cpu(): number {
    return cpuSeconds([this.#pid]) ?? NaN;
  }

  get #pid(): number {
    return this.#child.pid ?? 0;
  }
}

/** Ends what a test has left running: for `afterEach`. */
export async function endServers(): Promise<void> {
  await Promise.all(
    [...running].map((child) => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      return gone;
    }),
  );
}
