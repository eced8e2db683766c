import type { Check } from '../../lab/check.js';
import type { VariantValues } from '../../lab/dimension.js';
import type { Lab } from '../../lab/lab.js';
import type { Endpoint } from '../../transport/listener.js';
import type { CheckResult } from '../check/run-checks.js';
import type { BuildCommand } from '../sandbox/build-steps.js';
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
  /** In place of the lab's checks; an id stands for the lab's own check. */
  readonly checks?: readonly (Check | string)[];
  /** Run before anything else: they look whether the source is right, and run nothing of it. */
  readonly check: readonly BuildCommand[];
  /** Run one after the other then; what they make is where the program starts. */
  readonly build: readonly BuildCommand[];
  /** `folder` is left out: it is the submission, or what the build has made of it. */
  readonly program: Omit<ProgramSpec, 'folder'>;
  /** The program's command without what it was found to take from its command line. */
  readonly bare: readonly string[];
  /** Server: the port that it is given, where it takes one. */
  readonly toldPort?: number;
  /** Client: where it may connect to. */
  readonly places: readonly Endpoint[];
}

/** A check's result by its id: the grader has the check. */
export type WorkerResult = Omit<CheckResult, 'check'> & { readonly id: string };

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
  | { readonly type: 'built' }
  | { readonly type: 'started'; readonly id: string }
  | { readonly type: 'attempted'; readonly id: string; readonly attempt: number; readonly passed: boolean }
  | { readonly type: 'result'; readonly result: WorkerResult }
  | { readonly type: 'done'; readonly deadlineMs: number }
  /** Our fault, or the machine's. */
  | { readonly type: 'broken'; readonly message: string };

/** The checks of a job: the lab's, or those that are given in their place. */
export function checksOf({ checks }: Pick<Lab, 'checks'>, role: Job['role'], given: Job['checks']): readonly Check[] {
  const own = checks?.[role] ?? [];
  return given === undefined
    ? own
    : given.flatMap((one) => (typeof one === 'string' ? own.filter(({ id }) => id === one) : [one]));
}
