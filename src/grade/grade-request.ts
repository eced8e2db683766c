import type { Check } from '../lab/check.js';
import type { NumberedLab } from '../lab/numbered-lab.js';
import type { BundleRequest } from './bundle/bundle-recorder.js';
import type { NotGradable, Submission } from './submission/submission.js';

/** What of a submission is graded. A handler is graded as the server that it makes. */
export type GradedRole = 'server' | 'client' | 'handler' | 'answers';

/** What all gradings have in common. */
interface AnyRequest {
  readonly lab: NumberedLab;
  /** Of what is drawn at random: the same seed, the same bytes. Default: another each time; every report has it. */
  readonly seed?: number;
  /** Only these checks, with those that they need. Default: all. */
  readonly only?: readonly string[];
  readonly signal?: AbortSignal;
}

/** A submission that is to be graded. */
export interface SubmissionRequest extends AnyRequest {
  /** Where it is: a file, a folder, a zip or a tar.gz. */
  readonly path: string;
  /** What `take` has made of it, where it is graded more than once. It is then for the caller to dispose of it. */
  readonly taken?: Submission | NotGradable;
  /** Default: whatever is in it. */
  readonly role?: GradedRole;
  /** Whose variant of the lab it is. */
  readonly student?: string;
  /** Without a sandbox: as the user who grades, with their files and their network. */
  readonly unsafe?: boolean;
  /** Gradings at the same time have different slots. */
  readonly slot?: number;
  /** In place of the lab's checks, such as recorded ones; an id stands for the lab's own check. */
  readonly checks?: readonly (Check | string)[];
  /** A bundle of each program's grading. */
  readonly bundle?: BundleRequest;
  /** Answers: the report whose marks by people hold on. */
  readonly marksFrom?: string;
}

/** A server that runs already. */
export interface TargetRequest extends AnyRequest {
  /** `host:port`, `[::1]:port` or `reference`. */
  readonly target: string;
  readonly checks?: readonly Check[];
}

/** How often something is graded, and how much of it at once. */
export interface Repetition {
  readonly times: number;
  readonly jobs: number;
  /** Another seed each time, counted up from the first. */
  readonly variesSeed?: boolean;
}

/** A folder of submissions, of which every client meets every server. */
export interface MatrixRequest {
  readonly lab: NumberedLab;
  readonly folder: string;
  readonly seed?: number;
  readonly jobs: number;
  readonly signal?: AbortSignal;
}

/** The programs that come with a lab, which are to do as their lab says. */
export interface ProofRequest {
  readonly lab: NumberedLab;
  /** Only the programs of files with these names. */
  readonly only?: readonly string[];
  /** Only so many of them, drawn by the seed. */
  readonly sample?: number;
  /** Of the first trial; that of each next one is one more. */
  readonly seed?: number;
  readonly times: number;
  readonly jobs: number;
  readonly signal?: AbortSignal;
}
