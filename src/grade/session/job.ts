import type { Where } from '../../transport/listener.js';
import type { CheckResult } from '../check/run-checks.js';
import type { ProgramSpec } from '../sandbox/program.js';

/** What a worker is to do: one program, graded in one role. */
export interface Job {
  /** The lab's folder, as the worker sees it. */
  readonly lab: string;
  readonly role: 'server' | 'client';
  readonly seed: number;
  /** Only these checks, with those that they need. Default: all. */
  readonly only?: readonly string[];
  /** Run one after the other before anything else; what they make is where the program then starts. */
  readonly build: readonly (readonly string[])[];
  /** `folder` is left out: it is the submission, or what the build has made of it. */
  readonly program: Omit<ProgramSpec, 'folder'>;
  /** Client: where it may connect to. */
  readonly places: readonly Where[];
}

/** A check's result by its id: the grader has the check. */
export type ToldResult = Omit<CheckResult, 'check'> & { readonly id: string };

/** What a worker tells. */
export type WorkerNews =
  /** It could not be built; `said` is the compiler's own words. */
  | { readonly type: 'not-built'; readonly command: readonly string[]; readonly said: string }
  | { readonly type: 'result'; readonly result: ToldResult }
  | { readonly type: 'done' }
  /** Our fault, or the machine's. */
  | { readonly type: 'broken'; readonly message: string };
