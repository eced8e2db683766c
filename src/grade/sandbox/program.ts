import type { Writable } from 'node:stream';
import type { Captured } from './captured.js';
import type { SocketEndpoint, SocketEntry } from './socket-table.js';
import type { Limits } from './limits.js';
import type { Wall } from './inner-box.js';

/** What program to start, and how. */
export interface ProgramSpec {
  /** The interpreter or the program itself, found in the box's PATH, with its words. */
  readonly command: readonly string[];
  readonly args?: readonly string[];
  /** The program's own files, as the worker sees them: the setup's `submission`, or what `build` has made. */
  readonly folder: string;
  /** Where in its folder it starts. */
  readonly cwd?: string;
  /** Typed into it first. Its standard input stays open. */
  readonly input?: string;
  /** Added to its environment, which is otherwise the same on all machines. */
  readonly env?: Readonly<Record<string, string>>;
  readonly limits?: Partial<Limits>;
  /** True for compilers: what they write goes to `folder` itself and stays. */
  readonly writable?: boolean;
  /** Walls to leave out. For tests that show what the wall is for. */
  readonly without?: readonly Wall[];
}

/** How a program ended. */
export interface Exit {
  /** As a shell has it: 128 and the signal's number when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** `exited` by itself; `stopped` by the grader; or what ended it. `not-started`: the box could not be made, as `failure` says, which is no fault of the program. */
  readonly reason:
    | 'exited'
    | 'stopped'
    | 'output-limit'
    | 'killed-memory'
    | 'killed-cpu'
    | 'files'
    | 'deadline'
    | 'machine-memory'
    | 'not-started';
  readonly failure?: string;
  /** At least; what a short program uses between two looks is not seen. */
  readonly cpuMs: number;
  readonly peakMemory: number;
  readonly afterMs: number;
}

/** On what a program waits for its clients. */
export interface Listening {
  readonly state: 'listening' | 'exited' | 'timeout';
  readonly tcp: readonly SocketEndpoint[];
  /** Bound UDP sockets without a peer. A client has one too once it has sent. */
  readonly udp: readonly SocketEndpoint[];
  readonly afterMs: number;
}

/** What a program is doing now, for a diagnosis. */
export interface Snapshot {
  /** The sockets of its processes. */
  readonly sockets: readonly SocketEntry[];
  /** Connections to its ports that it has not accepted. */
  readonly notAccepted: readonly SocketEntry[];
  /** Open descriptors of all of its processes. */
  readonly descriptors: number;
  /** The processes: the program itself first. */
  readonly processes: readonly { readonly pid: number; readonly command: string; readonly cpuMs: number }[];
  readonly cpuMs: number;
}

/** How a program was ended. */
export interface Teardown {
  /** What could not be ended; empty, or the box is broken. */
  readonly left: readonly string[];
  /** What the program had running beside itself when it ended or was stopped, as far as it was seen. */
  readonly running: readonly string[];
  readonly ms: number;
}

/** A program in its box. */
export interface Program {
  readonly pid: number;
  /** Writes of which the program reads nothing more are dropped. */
  readonly stdin: Writable;
  readonly output: { readonly stdout: Captured; readonly stderr: Captured };
  /** Resolves when it has ended, with all that it has started, and its output is complete. */
  readonly exited: Promise<Exit>;
  /** Resolves as soon as one of its processes listens (or has a UDP socket bound), it ends, or the time is up. */
  listening(deadlineMs: number, transport?: 'tcp' | 'udp'): Promise<Listening>;
  /**
   * Waits until none of its threads has anything to do: what was done to it has had its effect then, also where a thread that nobody waits for meets
   * it. Of one that never rests half a second. False when it has ended.
   */
  comesToRest(): Promise<boolean>;
  /** Looks at its sockets and processes. Takes some milliseconds: for diagnoses. */
  snapshot(): Snapshot;
  /** Signals the program itself, not what it has started. */
  signal(name: NodeJS.Signals): void;
  /** Ends it with all that it has started, and proves that nothing is left. */
  stop(): Promise<Teardown>;
}
