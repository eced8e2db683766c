import type { VariantValues } from '../../lab/dimension.js';
import type { Where } from '../../transport/listener.js';
import type { CheckResult } from '../check/run-checks.js';
import type { BuildCommand } from '../sandbox/build.js';
import type { Exit, ProgramSpec } from '../sandbox/program.js';

/** What a worker is to do: one program, graded in one role. */
export interface Job {
  /** The lab's folder, as the worker sees it. */
  readonly lab: string;
  /** The values of the lab that its student has. */
  readonly variant?: VariantValues;
  readonly role: 'server' | 'client';
  readonly seed: number;
  /** Only these checks, with those that they need. Default: all. */
  readonly only?: readonly string[];
  /** Run before anything else: they look whether the source is right, and run nothing of it. */
  readonly check: readonly BuildCommand[];
  /** Run one after the other then; what they make is where the program starts. */
  readonly build: readonly BuildCommand[];
  /** `folder` is left out: it is the submission, or what the build has made of it. */
  readonly program: Omit<ProgramSpec, 'folder'>;
  /** Client: where it may connect to. */
  readonly places: readonly Where[];
}

/** A check's result by its id: the grader has the check. */
export type ToldResult = Omit<CheckResult, 'check'> & { readonly id: string };

/** A check or a build that has failed, or a start that has to. */
export interface NotBuilt {
  readonly type: 'not-built';
  readonly what: 'check' | 'build' | 'start';
  readonly command: BuildCommand;
  readonly exit?: Exit;
  /** Where the command cannot even be started. */
  readonly why?: string;
  /** The compiler's own words. */
  readonly said: string;
}

/** What a worker tells. */
export type WorkerNews =
  | NotBuilt
  | { readonly type: 'result'; readonly result: ToldResult }
  | { readonly type: 'done' }
  /** Our fault, or the machine's. */
  | { readonly type: 'broken'; readonly message: string };
