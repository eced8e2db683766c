import { defined } from '../../../src/core/defined.js';
import { cpSync, chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundled } from './bundled.js';
import type { BuildResult, BuildSpec } from '../../../src/grade/sandbox/build-steps.js';
import { openSlot } from '../../../src/grade/sandbox/open-slot.js';
import type { ProcessEntry } from '../../../src/grade/sandbox/process-table.js';
import type { Exit, Listening, ProgramSpec, Snapshot, Teardown } from '../../../src/grade/sandbox/program.js';
import type { Slot, SlotEnd } from '../../../src/grade/sandbox/slot.js';
import { temporaryFolder, type TemporaryFolder } from '../../../src/grade/sandbox/temporary-folder.js';
import type { NeededPort } from '../../../src/grade/sandbox/unsafe-slot.js';
import type { WorkerSetup } from '../../../src/grade/sandbox/worker-setup.js';

export type RemoteSpec = Omit<ProgramSpec, 'folder'> & { readonly folder?: string };

/** What a connection of the worker's met. */
export interface Exchanged {
  readonly connected: boolean;
  readonly received: string;
  readonly end: string;
}

type Asked =
  | { readonly ask: 'start'; readonly spec: RemoteSpec }
  | { readonly ask: 'build'; readonly spec: Omit<BuildSpec, 'folder'> }
  | { readonly ask: 'exited' | 'output' | 'snapshot' | 'stop'; readonly program: number }
  | {
      readonly ask: 'listening';
      readonly program: number;
      readonly deadlineMs: number;
      readonly transport?: 'tcp' | 'udp';
    }
  | { readonly ask: 'signal'; readonly program: number; readonly name: NodeJS.Signals }
  | { readonly ask: 'write' | 'end'; readonly program: number; readonly text: string }
  | { readonly ask: 'kill'; readonly pid: number }
  | { readonly ask: 'exchange'; readonly port: number; readonly text: string; readonly host?: string }
  | { readonly ask: 'serve'; readonly port: number; readonly reset?: boolean }
  | { readonly ask: 'look' };

export type Question = Asked & { readonly id: number };
export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

export type Ended = Exit & { readonly stdout: string; readonly stderr: string };

/** What a worker sees around itself. */
export interface Look {
  readonly pid: number;
  readonly uid: number;
  readonly interfaces: readonly string[];
  readonly processes: readonly ProcessEntry[];
  readonly setup: WorkerSetup;
  readonly programs: readonly number[];
}

/** A program that runs in the box of another process. */
export interface RemoteProgram {
  readonly pid: number;
  exited(): Promise<Ended>;
  output(): Promise<{ readonly stdout: string; readonly stderr: string }>;
  listening(deadlineMs?: number, transport?: 'tcp' | 'udp'): Promise<Listening>;
  snapshot(): Promise<Snapshot>;
  signal(name: NodeJS.Signals): Promise<unknown>;
  write(text: string): Promise<unknown>;
  end(text?: string): Promise<unknown>;
  stop(): Promise<Teardown>;
}

/** How to open a slot. */
export interface RemoteOptions {
  /** Where the worker was bundled to. */
  readonly worker?: string;
  readonly unsafe?: boolean;
  readonly toolchains?: readonly string[];
  readonly ports?: readonly NeededPort[];
  readonly waits?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** A slot whose worker does what it is asked. */
export class Remote {
  readonly #slot: Slot<Question, Reply>;
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  #last = 0;

  private constructor(slot: Slot<Question, Reply>) {
    this.#slot = slot;
    slot.onMessage(({ id, value, error }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(value);
      else waiting?.reject(new Error(error));
    });
    void slot.closed.then((end) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the slot has ended: ${JSON.stringify(end)}`));
    });
  }

  static async open(staged: string, slot = 0, options: RemoteOptions = {}): Promise<Remote> {
    return new Remote(
      await openSlot<Question, Reply>({
        worker: options.worker ?? (await bundled('remote-worker')),
        slot,
        staged,
        ...options,
      }),
    );
  }

  async start(...command: readonly string[]): Promise<RemoteProgram> {
    return this.startWith({ command });
  }

  async startWith(spec: RemoteSpec): Promise<RemoteProgram> {
    const { id: program, pid } = (await this.ask({ ask: 'start', spec })) as { id: number; pid: number };
    return {
      pid,
      exited: () => this.ask({ ask: 'exited', program }) as Promise<Ended>,
      output: () => this.ask({ ask: 'output', program }) as Promise<Ended>,
      listening: (deadlineMs = 10_000, transport) =>
        this.ask({
          ask: 'listening',
          program,
          deadlineMs,
          ...defined({ transport }),
        }) as Promise<Listening>,
      snapshot: () => this.ask({ ask: 'snapshot', program }) as Promise<Snapshot>,
      signal: (name) => this.ask({ ask: 'signal', program, name }),
      write: (text) => this.ask({ ask: 'write', program, text }),
      end: (text = '') => this.ask({ ask: 'end', program, text }),
      stop: () => this.ask({ ask: 'stop', program }) as Promise<Teardown>,
    };
  }

  /** Runs a program to its end. */
  async run(...command: readonly string[]): Promise<Ended> {
    return this.runWith({ command });
  }

  async runWith(spec: RemoteSpec): Promise<Ended> {
    return (await this.startWith(spec)).exited();
  }

  build(spec: Omit<BuildSpec, 'folder'>): Promise<BuildResult> {
    return this.ask({ ask: 'build', spec }) as Promise<BuildResult>;
  }

  exchange(port: number, text: string, host?: string): Promise<Exchanged> {
    return this.ask({ ask: 'exchange', port, text, ...defined({ host }) }) as Promise<Exchanged>;
  }

  look(): Promise<Look> {
    return this.ask({ ask: 'look' }) as Promise<Look>;
  }

  ask(question: Asked): Promise<unknown> {
    const id = this.#last++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#slot.send({ ...question, id });
    });
  }

  get closed(): Promise<SlotEnd> {
    return this.#slot.closed;
  }

  close(): Promise<SlotEnd> {
    this.#waiting.clear();
    return this.#slot.close();
  }
}

const made: TemporaryFolder[] = [];

/** A folder that every user can read, with these files in it, or those of a folder. */
export function staged(files: Readonly<Record<string, string>>, from?: string): string {
  const temporary = temporaryFolder();
  made.push(temporary);
  const folder = temporary.path;
  chmodSync(folder, 0o755);
  if (from !== undefined) cpSync(from, folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** Removes what `staged` has made: for `after`. */
export function removeStaged(): void {
  for (const folder of made.splice(0)) folder.remove();
}
