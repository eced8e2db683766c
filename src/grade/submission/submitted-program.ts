import type { ProgramCommand, StartTemplate, Tool } from './program-command.js';
import type { Evidence } from './evidence.js';
import type { PortEvidence } from './find-ports.js';

/** A program of a submission, and how it is run. All commands are data: the sandbox runs them. */
export interface SubmittedProgram {
  readonly role: 'server' | 'client';
  /** `undefined` where `wirelab.yaml` has a start of another sort. */
  readonly language: string | undefined;
  /** How the tools of that language name a place that is wrong. */
  readonly complaints: readonly RegExp[];
  /** The file it begins in; `undefined` where `wirelab.yaml` does not tell. */
  readonly file: string | undefined;
  /** All files that it is made of. */
  readonly sources: readonly string[];
  /** A handler: the program is a server of ours, in which it runs. Its check says itself, in one line, what is wrong. */
  readonly isHandler?: true;
  readonly transport: 'tcp' | 'udp' | undefined;
  /** Run one after another; each has to end with 0. */
  readonly build: readonly ProgramCommand[];
  /** Say what is wrong with the source, and run nothing of it. Where a program is built, the build is the check. */
  readonly check: readonly ProgramCommand[];
  readonly start: StartTemplate;
  readonly tools: readonly Tool[];
  /** Where it has its port from, the strongest evidence first. */
  readonly ports: readonly PortEvidence[];
  /** Where it reads what somebody types: `client.py:7`. */
  readonly readsStdin: string | undefined;
  /** Why it is taken for what it is. */
  readonly evidence: readonly Evidence[];
  readonly reasons: readonly string[];
}
