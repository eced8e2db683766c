import type { HandlerHost } from './handler-host.js';
import type { Languages } from './languages.js';
import type { SubmissionLimits } from './submission-limits.js';
import type { Submission, SubmissionRole } from './submission.js';
import type { SubmittedFile } from './submitted-file.js';

/** What is known of the work that was asked for, and of this machine. */
export interface TakeOptions {
  /** What programs may be written in. */
  readonly languages: Languages;
  /** What is graded; without it whatever is there. */
  readonly role?: SubmissionRole;
  /** What the lab speaks: where there are several programs, one that speaks it is likelier. */
  readonly transport?: 'tcp' | 'udp';
  readonly limits?: Partial<SubmissionLimits>;
  /** Is there such a program for the sandbox? */
  readonly isInstalled?: (program: string) => boolean;
  /** What serves a handler. Without one a handler is found, and has no program. */
  readonly host?: () => Promise<HandlerHost>;
  /** Where the staged folder is made; the system's own by default. */
  readonly tmpdir?: string;
}

/** A submission that was found to be one, before it is staged. */
export type Analysis = Omit<Submission, 'folder' | 'dispose'> & { readonly staged: readonly SubmittedFile[] };
