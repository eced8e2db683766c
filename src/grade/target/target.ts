import type { Failure } from '../../client/failure.js';
import type { StartOptions } from '../../lab/check.js';
import type { End } from '../../impairment/impairment-plan.js';
import type { ProgramAction } from '../../lab/program-action.js';
import type { Connector } from '../../transport/link.js';
import type { Endpoint } from '../../transport/listener.js';
import type { Finding } from '../diagnosis/observer.js';

export type { Finding } from '../diagnosis/observer.js';

/** What is graded: a program that can be started for a check, a server that is running somewhere, or the reference. */
export interface Target {
  /** Brings it up. Rejects with a NotUp where it does not come up as it should. */
  open(options: StartOptions): Promise<RunningTarget>;
  /** After a failure: true when it has found out something by which the check has to be tried anew. What came before does not count. */
  learns?(failure: Failure, options: StartOptions): Promise<boolean>;
  /** True when it is gone for good: nothing more can be tried on it. */
  isGone?(): boolean;
}

/** A subject that is up. */
export interface RunningTarget {
  /** A server is connected to; for a client this waits until it connects. */
  readonly connect: Connector;
  /** At which end of the exchange the script is. Default: it is the client. */
  readonly ours?: End;
  perform(action: ProgramAction): Promise<Failure | undefined>;
  /** Looks why this fault may have come about, while everything is still there: a fault that says more, or the same. */
  diagnose(failure: Failure, local?: Endpoint): Promise<Failure>;
  /** Resolves when it has ended, where that can be seen. */
  ended?(): Promise<unknown>;
  /** Resolves when it has nothing to do, where that can be seen. */
  rests?(): Promise<unknown>;
  /** The last of what it has printed, where that is known. */
  said(): Said | undefined;
  /** Ends it and everything that it has started. Tells what is worth telling beside the score. */
  close(): Promise<readonly Finding[]>;
}

/** What a program has printed: the end of it. */
export interface Said {
  readonly stdout: string;
  readonly stderr: string;
}

/** The program did not come up: its own fault, and the check's failure. */
export class NotUp extends Error {
  override readonly name = 'NotUp';

  constructor(
    readonly failure: Failure,
    readonly said?: Said,
  ) {
    super(failure.message);
  }
}
