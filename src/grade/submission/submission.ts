import type { Diagnosis } from './diagnosis.js';
import type { LeftOut } from './left-out.js';
import type { SubmittedProgram } from './submitted-program.js';

export type SubmissionRole = 'server' | 'client' | 'both' | 'handler' | 'answers';

/** A submission that can be graded: its files lie staged, and it is known how to run it. */
export interface Submission {
  readonly gradable: true;
  /** What was handed in is called; for people, never for a path. */
  readonly name: string;
  /** Over names and bytes of the files, in hex: the same for a folder and an archive of it. */
  readonly sha256: string;
  /** The staged files: only ours, to be bound read-only. */
  readonly folder: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly leftOut: readonly LeftOut[];
  readonly role: SubmissionRole;
  readonly server?: SubmittedProgram;
  readonly client?: SubmittedProgram;
  /** The file of the handler, in the folder. */
  readonly handler?: string;
  /** The file with written answers, in the folder. */
  readonly answers?: string;
  /** What else might have been taken, the likeliest first. */
  readonly candidates: readonly CandidateSummary[];
  readonly diagnoses: readonly Diagnosis[];
  /** Removes the staged files. */
  dispose(): Promise<void>;
}

/** A file that may be the program of a role, and why. */
export interface CandidateSummary {
  readonly role: 'server' | 'client';
  readonly file: string;
  readonly score: number;
  readonly reasons: readonly string[];
}

/** A submission that cannot be graded as it is; the first diagnosis says why. */
export interface NotGradable {
  readonly gradable: false;
  readonly name: string;
  /** Where the files could be read. */
  readonly sha256?: string;
  readonly reason: string;
  readonly diagnoses: readonly Diagnosis[];
  readonly leftOut: readonly LeftOut[];
}
