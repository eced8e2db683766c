import type { Failure } from '../../client/failure.js';
import type { Transcript } from '../../client/transcript.js';
import type { Parting } from './parting.js';
import type { Said } from './subject.js';

/** What came of playing a check once. */
export interface CheckOutcome {
  readonly passed: boolean;
  readonly failure?: Failure;
  /** Where what came first differs from what the reference sends. */
  readonly parting?: Parting;
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
