/**
 * Kinds of failures that belong together: a file in `failures`, found by folder (`npm run kinds`). A kind is a line in the file of its
 * group, or a group of its own.
 */
export interface FailureGroup {
  /** What the kinds have in common, as a heading of the documentation. */
  readonly heading: string;
  /** Where it stands among the others. */
  readonly order: number;
  /** By name. */
  readonly kinds: Readonly<Record<string, FailureWords>>;
}

/** What there is to say of a kind of failure. */
export interface FailureWords {
  /** Of a program that is graded, in one sentence that needs no knowledge of the check. */
  readonly says: string;
  /** Of a script, where one that nobody grades can fail so: what it means, for the documentation. */
  readonly ofScript?: string;
  /** It rests on what the system or the program did, and not on which bytes came: recorded bytes cannot show it again. */
  readonly isBesideBytes?: true;
}
