import type { Transcript } from '../../client/transcript.js';

/** What is written down while a program is graded, for those who want more than a report has. */
export class Tape {
  /** The most that any wait took, once that is known. */
  deadlineMs: number | undefined;
  /** All of what crossed the wire, by the id of the check. */
  readonly transcripts = new Map<string, Transcript>();
}
