import type { Transcript } from '../client/transcript.js';
import type { Cell } from './matrix/matrix-job.js';
import type { KnownProgram, Trial } from './run/known-program.js';
import type { CheckReport, Report } from './report/report.js';
import type { NotGradable, Submission } from './submission/submission.js';

/** A check by what is known of it before it has run. */
export interface CheckBegun {
  readonly id: string;
  readonly title: string;
}

/** One run of a check. A failed check is run again before its failure counts. */
export interface AttemptEnded extends CheckBegun {
  /** From 1. */
  readonly attempt: number;
  readonly passed: boolean;
}

/** What crossed the wire in the run of a check that counts. */
export interface CheckSeen {
  readonly transcript: Transcript;
}

/** Something that was noticed beside the score. */
export type Noticed = Report['findings'][number];

/**
 * Is told of what happens while something is graded, in the order of these members; each is optional. What is written or printed
 * of a grading is written or printed by a reporter. A promise is waited for before the grading goes on, where one can be returned.
 */
export interface Reporter {
  /** Without a sandbox: another grader is waited for, in one line. */
  waiting?(line: string): void;
  /** The files lie staged, and it is known what is in them; or it is known why nothing can be graded. */
  submissionTaken?(submission: Submission | NotGradable): void;
  /** The grading of one program begins. The report is the one that holds until it has ended: that the grader was stopped. */
  programStarted?(report: Report): Promise<void> | void;
  /** Its sources were checked, and it was built where that is needed. */
  programBuilt?(report: Report): void;
  checkStarted?(check: CheckBegun): void;
  attemptEnded?(attempt: AttemptEnded): void;
  checkEnded?(check: CheckReport, seen: CheckSeen): void;
  finding?(finding: Noticed): void;
  /** `deadlineMs`: the most that any wait took; nothing where none was needed. */
  programEnded?(report: Report, ended: { readonly deadlineMs?: number }): Promise<void> | void;
  /** Matrix: a client has met a server. */
  pairEnded?(server: string, client: string, cell: Cell): void;
  /** Proof: a program that comes with a lab was graded once. */
  trialEnded?(program: KnownProgram, trial: Trial): void;
  /** Nothing more comes of what was asked for. */
  allEnded?(reports: readonly Report[]): Promise<void> | void;
}

/** Tells each of these reporters, one after the other. */
export function tellAll(reporters: readonly Reporter[]): Required<Reporter> {
  const inTurn = async (tell: (reporter: Reporter) => Promise<void> | void): Promise<void> => {
    for (const reporter of reporters) await tell(reporter);
  };
  const each = (tell: (reporter: Reporter) => void): void => {
    for (const reporter of reporters) tell(reporter);
  };
  return {
    waiting: (line) => {
      each((reporter) => reporter.waiting?.(line));
    },
    submissionTaken: (submission) => {
      each((reporter) => reporter.submissionTaken?.(submission));
    },
    programStarted: (report) => inTurn((reporter) => reporter.programStarted?.(report)),
    programBuilt: (report) => {
      each((reporter) => reporter.programBuilt?.(report));
    },
    checkStarted: (check) => {
      each((reporter) => reporter.checkStarted?.(check));
    },
    attemptEnded: (attempt) => {
      each((reporter) => reporter.attemptEnded?.(attempt));
    },
    checkEnded: (check, seen) => {
      each((reporter) => reporter.checkEnded?.(check, seen));
    },
    finding: (finding) => {
      each((reporter) => reporter.finding?.(finding));
    },
    programEnded: (report, ended) => inTurn((reporter) => reporter.programEnded?.(report, ended)),
    pairEnded: (server, client, cell) => {
      each((reporter) => reporter.pairEnded?.(server, client, cell));
    },
    trialEnded: (program, trial) => {
      each((reporter) => reporter.trialEnded?.(program, trial));
    },
    allEnded: (reports) => inTurn((reporter) => reporter.allEnded?.(reports)),
  };
}
