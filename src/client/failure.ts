import type { FailureKind } from './failure-kind.js';

/** Why a script failed: data for a report, and one line for people. */
export interface StepFailure {
  readonly kind: FailureKind;
  /** The index of the step; the number of steps where it was noticed at the end. */
  readonly step: number;
  readonly client: string;
  readonly message: string;
  /** All bytes that the step expected. */
  readonly expected?: Uint8Array;
  /** What came in their place, as far as it had come. */
  readonly actual?: Uint8Array;
  /** Of the first wrong or missing byte. */
  readonly offset?: number;
}

/** A failure before it is known at which step and to whom it happened. */
export type Failure = Omit<StepFailure, 'step' | 'client'>;
