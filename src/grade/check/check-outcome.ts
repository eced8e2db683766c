import type { StepFailure } from '../../client/failure.js';
import type { Transcript } from '../../client/transcript.js';
import type { Divergence } from './divergence.js';
import type { Said } from '../target/target.js';

/** What came of playing a check once. */
export interface CheckOutcome {
  readonly passed: boolean;
  readonly failure?: StepFailure;
  /** Where what came first differs from what the reference sends. */
  readonly divergence?: Divergence;
  readonly counterexample?: Counterexample;
  /** The last of what the program printed. */
  readonly output?: Said;
  readonly transcript: Transcript;
  readonly durationMs: number;
}

/** The smallest case that a program got wrong. */
export interface Counterexample {
  readonly text: string;
  /** What was sent, one piece for each write. */
  readonly pieces: readonly Uint8Array[];
  readonly seed: number;
  /** Replays this very case. */
  readonly path: string;
  readonly runs: number;
  readonly shrinks: number;
}
