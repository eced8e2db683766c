/** One question of a lab, as students get it. What is right is in the key, a file of its own. */
export type Question =
  ChoiceQuestion | SeveralQuestion | NumberQuestion | TextQuestion | TranscriptQuestion | OpenQuestion;

interface QuestionParts {
  /** `Q1`, `Q2`, …: the heading under which it is answered. */
  readonly id: string;
  /** In Markdown. */
  readonly text: string;
  readonly points: number;
}

/** One of several choices is right. */
export interface ChoiceQuestion extends QuestionParts {
  readonly kind: 'choice';
  readonly choices: Choices;
}

/** Any number of choices are right. */
export interface SeveralQuestion extends QuestionParts {
  readonly kind: 'several';
  readonly choices: Choices;
  /**
   * `each`: every right choice that is named counts, every wrong one takes as much away, and less than nothing there is not.
   * `all`: points only where exactly the right ones are named.
   */
  readonly credit: 'each' | 'all';
}

/** A number, with a unit where there is one. */
export interface NumberQuestion extends QuestionParts {
  readonly kind: 'number';
  readonly unit?: Unit;
}

/** A few words or a name. */
export interface TextQuestion extends QuestionParts {
  readonly kind: 'text';
  /** Characters. Default: 300. */
  readonly longest?: number;
}

/** Read off an exchange: one that is drawn for each variant of the questions, or the student's own. */
export interface TranscriptQuestion extends QuestionParts {
  readonly kind: 'transcript';
  /** `own`: handed in beside the answers as `run.json`, written by `wirelab run LAB --json`. */
  readonly run: DrawnRun | 'own';
  readonly unit?: Unit;
}

/** Goes to a person, with the rubric of the key. */
export interface OpenQuestion extends QuestionParts {
  readonly kind: 'open';
}

/** By letter, from `a` on without a gap. */
export type Choices = Readonly<Record<string, string>>;

/** How a number is measured. */
export interface Unit {
  /** The one in which the key has it. */
  readonly name: string;
  /** How many of `name` one of each is: `{ s: 1000 }` beside `ms`. Plurals and abbreviations are written out. */
  readonly accepted?: Readonly<Record<string, number>>;
  /** A number without a unit is not taken. */
  readonly required?: boolean;
}

/** What the client sends, one message after another's reply: some of these, in an order that is drawn. */
export interface DrawnRun {
  readonly messages: readonly string[];
  readonly least: number;
  readonly most: number;
}

/** What went over the wire, as the author of a key sees it. */
export interface SeenExchange {
  /** Of the two SYNs. 0 where it is not known, as Wireshark counts. */
  readonly firstSequence: { readonly client: number; readonly server: number };
  /** What carried data, in order: segments, or datagrams. */
  readonly segments: readonly { readonly from: 'client' | 'server'; readonly bytes: Uint8Array }[];
}
