import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { BoxStatus } from './box-status.js';
import { Captured } from './captured.js';
import { waitUntilIdle } from './wait-until-idle.js';
import { launchBoxed, launchUnboxed, type Launched } from './launch.js';
import { programLimits, type Limits } from './limits.js';
import { awaitListening, socketsOf } from './listening.js';
import { killMarked } from './marked.js';
import { commandOf, descriptorsOf, numberInside, processTable, treeOf, type ProcessEntry } from './process-table.js';
import type { Exit, Listening, Program, ProgramSpec, Snapshot, Teardown } from './program.js';
import { socketTable } from './socket-table.js';
import { sweep, type Swept } from './sweep.js';
import { Watchdog } from './watchdog.js';
import { workerSetup, type WorkerSetup } from './worker-setup.js';

const CLOSE_MS = 500; // for the end of the outputs after that of the program
const SIGNALLED = 128;
const MAIN = 2; // the number of the program in its box, after the first process, which is bwrap's

// The programs that run now, by the process that holds each.
const going = new Set<number>();

// Without a box nothing else ends them with the worker.
process.on('exit', () => {
  for (const pid of going) kill(-pid, 'SIGKILL');
});

/** Starts a program in a box of its own, in the network of this worker. */
export function startProgram(spec: ProgramSpec, setup: WorkerSetup = workerSetup()): Program {
  const limits: Limits = { ...programLimits, ...spec.limits };
  const program = new RunningProgram(
    setup.boxed ? launchBoxed(spec, limits, setup) : launchUnboxed(spec, setup),
    limits,
    setup,
  );
  if (spec.input !== undefined) program.stdin.write(spec.input);
  return program;
}

class RunningProgram implements Program {
  readonly pid: number;
  readonly stdin: Writable;
  readonly output: { readonly stdout: Captured; readonly stderr: Captured };
  readonly exited: Promise<Exit>;
  readonly #begin = performance.now();
  readonly #child: ChildProcess;
  readonly #boxed: boolean;
  readonly #mark: string | undefined;
  readonly #status: BoxStatus | undefined;
  readonly #watchdog: Watchdog;
  #reason: Exit['reason'] | undefined;
  #failure: string | undefined;
  #ended = false;
  #running: string[] = [];
  #swept: Swept | undefined;

  constructor({ child, hasStatus, mark }: Launched, limits: Limits, setup: WorkerSetup) {
    this.#child = child;
    this.#boxed = setup.boxed;
    this.#mark = mark;
    this.pid = child.pid ?? 0;
    if (this.pid !== 0) going.add(this.pid);
    const [stdin, stdout, stderr, , , status] = child.stdio as unknown as [
      Writable,
      Readable,
      Readable,
      null,
      null,
      Readable | undefined,
    ];
    this.stdin = stdin;
    stdin.on('error', () => undefined); // EPIPE: it does not read, or is gone
    this.output = { stdout: this.#capture(stdout, limits), stderr: this.#capture(stderr, limits) };
    this.#watchdog = new Watchdog(this.pid, limits, (excess) => {
      this.#end(excess);
    });
    if (hasStatus && status !== undefined)
      this.#status = new BoxStatus(status, (pid) => {
        this.#watchdog.inside = pid;
      });
    this.exited = this.#whenEnded();
  }

  listening(deadlineMs: number, transport?: 'tcp' | 'udp'): Promise<Listening> {
    return awaitListening(
      { hasEnded: () => this.#ended, goesOn: () => this.#goesOn(), tree: () => this.#tree() },
      this.exited,
      deadlineMs,
      transport,
    );
  }

  comesToRest(): Promise<boolean> {
    return waitUntilIdle({ goesOn: () => this.#goesOn(), tree: () => this.#tree() });
  }

  snapshot(): Snapshot {
    if (!this.#ended) this.#watchdog.look();
    const tree = this.#inside();
    const table = socketTable(undefined);
    const sockets = socketsOf(tree, table);
    const ports = new Set(sockets.filter(({ state }) => state === 'listen').map(({ local }) => local.port));
    return {
      sockets,
      notAccepted: table.filter(
        ({ inode, transport, local, state }) =>
          transport === 'tcp' &&
          inode === 0 &&
          ports.has(local.port) &&
          (state === 'established' || state === 'close-wait'),
      ),
      descriptors: tree.reduce((sum, { pid }) => sum + descriptorsOf(pid).count, 0),
      processes: tree.map(({ pid, cpuMs }) => ({ pid, command: commandOf(pid), cpuMs })),
      cpuMs: this.#watchdog.usage.cpuMs,
    };
  }

  signal(name: NodeJS.Signals): void {
    const [main] = this.#inside();
    if (main !== undefined) kill(main.pid, name);
  }

  async stop(): Promise<Teardown> {
    const begin = performance.now();
    this.#end('stopped');
    await this.exited;
    return { left: this.#swept?.left ?? [], running: this.#running, ms: performance.now() - begin };
  }

  #capture(stream: Readable, limits: Limits): Captured {
    const captured = new Captured(limits.output, this.#begin);
    stream.on('error', () => undefined);
    stream.on('data', (chunk: Buffer) => {
      if (captured.add(chunk) || this.#reason !== undefined) return;
      stream.destroy();
      this.#end('output-limit');
    });
    return captured;
  }

  /** Kills it, with the reason when there is none yet. */
  #end(reason: Exit['reason']): void {
    if (this.#ended) return;
    this.#reason ??= reason;
    const [, ...others] = this.#inside();
    this.#running = others.filter(({ ending }) => !ending).map(({ pid, name }) => commandOf(pid) || name);
    const inside = this.#status?.inside;
    // With the first process of a box the kernel ends all others, before anybody is told that it has ended.
    if (inside !== undefined) kill(inside, 'SIGKILL');
    else if (this.#boxed) kill(this.pid, 'SIGKILL');
    else for (const pid of [-this.pid, ...this.#tree().map((entry) => entry.pid)]) kill(pid, 'SIGKILL');
  }

  async #whenEnded(): Promise<Exit> {
    const closed = new Promise<void>((resolve) => {
      this.#child.once('close', () => {
        resolve();
      });
    });
    const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
      this.#child.once('exit', (...how) => {
        resolve(how);
      });
      this.#child.once('error', (error) => {
        this.#failure = error.message;
        resolve([null, null]);
      });
    });
    const afterMs = performance.now() - this.#begin;
    this.#ended = true;
    this.#watchdog.stop();
    going.delete(this.pid);
    if (this.#boxed) this.#swept = await sweep(() => going);
    else if (this.#mark !== undefined) this.#running.push(...killMarked(this.#mark)); // what has left its group and its parents
    await within(closed, CLOSE_MS);
    for (const stream of this.#child.stdio) stream?.destroy();
    const { cpuMs, peakMemory } = this.#watchdog.usage;
    return { ...this.#how(code, signal), cpuMs, peakMemory, afterMs };
  }

  #how(code: number | null, signal: NodeJS.Signals | null): Pick<Exit, 'code' | 'signal' | 'reason' | 'failure'> {
    const ended = this.#status?.code ?? code;
    const isBroken =
      this.#reason === undefined && (this.pid === 0 || (this.#status !== undefined && this.#status.code === undefined));
    if (isBroken)
      return {
        code: null,
        signal: null,
        reason: this.#boxed ? 'not-started' : 'exited',
        failure: this.#failure ?? this.output.stderr.text.trim(),
      };
    const byKernel = ended === null || ended <= SIGNALLED ? undefined : signalNamed(ended - SIGNALLED);
    return {
      code: ended,
      signal: signal ?? byKernel ?? null,
      reason: this.#reason ?? (byKernel === 'SIGXCPU' ? 'killed-cpu' : 'exited'),
    };
  }

  #tree(): ProcessEntry[] {
    return this.#ended ? [] : treeOf(this.pid, processTable());
  }

  #goesOn(): boolean {
    return this.#inside().some(({ pid, alive }) => alive && (!this.#boxed || numberInside(pid) === MAIN));
  }

  /** The program's own processes: without bwrap, and the first process of the box. */
  #inside(): ProcessEntry[] {
    return this.#tree().slice(this.#boxed ? 2 : 0);
  }
}

function within(promise: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void promise.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function signalNamed(number: number): NodeJS.Signals | undefined {
  return (Object.entries(constants.signals) as [NodeJS.Signals, number][]).find(([, value]) => value === number)?.[0];
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    if (pid !== 0) process.kill(pid, signal);
  } catch {
    // It has just ended.
  }
}
