import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';

/** Shorter than mocha's time for a test, so that what fails is told by the program's own words. */
export const DEADLINE_MS = 45_000;

/** How a program ended, and all that it printed. */
export interface Ended {
  /** `null` when a signal ended it. */
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what a program is started. */
export interface SpawnOptions {
  readonly cwd?: string;
  /** Added to this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** All of the standard input; without it the input stays open for `write`. */
  readonly input?: string | Uint8Array;
}

const running = new Set<Spawned>();
process.on('exit', () => {
  for (const program of running) program.kill();
});

/** A program that a test has started. It leads a process group of its own, so that what it starts ends with it. */
export class Spawned {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #command: string;
  readonly #chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  readonly #watchers = new Set<() => void>();
  #ended: Ended | undefined;
  #failure: Error | undefined;

  constructor(command: string, args: readonly string[], options: SpawnOptions = {}) {
    this.#command = [command, ...args].join(' ');
    const { cwd, env, input } = options;
    this.#child = spawn(command, args, { cwd, env: { ...process.env, ...env }, detached: true });
    running.add(this);
    for (const name of ['stdout', 'stderr'] as const) {
      this.#child[name].on('data', (chunk: Buffer) => {
        this.#chunks[name].push(chunk);
        this.#wake();
      });
    }
    this.#child.stdin.on('error', () => undefined); // a program may end with its input unread
    if (input !== undefined) this.#child.stdin.end(input);
    this.#child.on('error', (error) => {
      this.#failure = error;
      running.delete(this);
      this.#wake();
    });
    this.#child.on('close', (status, signal) => {
      this.#ended = { status, signal, stdout: this.stdout, stderr: this.stderr };
      running.delete(this);
      this.#wake();
    });
  }

  /** The process's number; `undefined` when it could not be started. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** What it has printed so far. */
  get stdout(): string {
    return this.stdoutBytes.toString();
  }

  get stderr(): string {
    return Buffer.concat(this.#chunks.stderr).toString();
  }

  /** For programs that print what is no text. */
  get stdoutBytes(): Buffer {
    return Buffer.concat(this.#chunks.stdout);
  }

  /** Waits until what it has printed matches. Rejects when it ends without that, or takes too long, with all that it printed. */
  async printed(
    pattern: RegExp,
    stream: 'stdout' | 'stderr' = 'stdout',
    deadlineMs = DEADLINE_MS,
  ): Promise<RegExpExecArray> {
    const match = await this.#until(
      `print ${String(pattern)} on ${stream}`,
      () => pattern.exec(this[stream]),
      deadlineMs,
    );
    return match ?? this.#fail(`ended without printing ${String(pattern)} on ${stream}`);
  }

  /** Waits until it ends by itself, and all of its output is there. */
  async end(deadlineMs = DEADLINE_MS): Promise<Ended> {
    await this.#until('end', () => undefined, deadlineMs);
    return this.#ended ?? this.#fail('did not end');
  }

  /** Types into it. */
  write(input: string | Uint8Array): void {
    this.#child.stdin.write(input);
  }

  /** There is no more input. */
  endInput(): void {
    this.#child.stdin.end();
  }

  /** Asks it to end and waits until it has. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> {
    if (this.#ended === undefined) this.kill(signal);
    return this.end();
  }

  /** Sends its whole process group a signal, and waits for nothing. */
  kill(signal: NodeJS.Signals = 'SIGKILL'): void {
    if (this.pid === undefined) return;
    try {
      process.kill(-this.pid, signal);
    } catch {
      // Nobody of the group is left.
    }
  }

  /** Resolves with what `look` finds, or with nothing once the program has ended. */
  #until<T>(what: string, look: () => T | null | undefined, deadlineMs = DEADLINE_MS): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void): void => {
        clearTimeout(timer);
        this.#watchers.delete(watch);
        settle();
      };
      const watch = (): void => {
        const found = look();
        if (found !== null && found !== undefined)
          finish(() => {
            resolve(found);
          });
        else if (this.#failure !== undefined)
          finish(() => {
            reject(this.#error('could not be started'));
          });
        else if (this.#ended !== undefined)
          finish(() => {
            resolve(undefined);
          });
      };
      const timer = setTimeout(() => {
        finish(() => {
          reject(this.#error(`did not ${what} within ${deadlineMs} ms`));
        });
      }, deadlineMs);
      this.#watchers.add(watch);
      watch();
    });
  }

  #wake(): void {
    for (const watch of [...this.#watchers]) watch();
  }

  #fail(what: string): never {
    throw this.#error(what);
  }

  #error(what: string): Error {
    const end = this.#ended === undefined ? '' : `\nstatus: ${String(this.#ended.status ?? this.#ended.signal)}`;
    return new Error(`${this.#command}: ${what}${end}\nstdout: ${this.stdout}\nstderr: ${this.stderr}`, {
      cause: this.#failure,
    });
  }
}

/** Runs a program to its end. */
export async function runProgram(command: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  return new Spawned(command, args, { input: '', ...options }).end();
}

/** Kills whatever a test has left running, and waits until it is gone: for `afterEach`. */
export async function endPrograms(): Promise<void> {
  const all = [...running];
  for (const program of all) program.kill();
  await Promise.all(all.map((program) => program.end()));
}
