import type { VariantValues } from './dimension.js';
import type { SeenExchange } from './question.js';

/** What is right, by the id of the question: what `labs/NN-slug/key.ts` exports by default. Students never get it. */
export type Key = Readonly<Record<string, QuestionKey>>;

/** What it exports in place of that where the answers differ with the values of a variant. */
export type KeyFor = (values: VariantValues) => Key;

export type QuestionKey = ChoiceKey | SeveralKey | NumberKey | TextKey | TranscriptKey | OpenKey;

interface KeyParts {
  /** Why it is right: for those who teach. */
  readonly why: string;
}

export interface ChoiceKey extends KeyParts {
  readonly kind: 'choice';
  readonly right: string;
  /** What to tell who chose it, for every other choice. */
  readonly wrong: Readonly<Record<string, string>>;
}

export interface SeveralKey extends KeyParts {
  readonly kind: 'several';
  readonly right: readonly string[];
  /** What to tell who left out a right choice or named a wrong one, for every choice. */
  readonly feedback: Readonly<Record<string, string>>;
}

export interface NumberKey extends KeyParts {
  readonly kind: 'number';
  readonly right: number;
  /** How far off is still right; nothing, by default. */
  readonly tolerance?: Tolerance;
  /** Common mistakes. */
  readonly wrong?: readonly (Told & { readonly value: number })[];
}

/** `absolute` in the unit of the question, `relative` as a part of the right answer. */
export type Tolerance = { readonly absolute: number } | { readonly relative: number };

export interface TextKey extends KeyParts {
  readonly kind: 'text';
  /** The first whose pattern is found in the answer counts. */
  readonly rules: readonly TextRule[];
}

/** An answer that was foreseen, right or wrong. */
export interface TextRule {
  /** Looked for in the answer, which is on one line. */
  readonly pattern: RegExp;
  /** From 0 to 1. */
  readonly credit: number;
  /** Needed where the credit is less than 1. */
  readonly feedback?: string;
  /** Answers that this rule has to catch: they are its test. */
  readonly like: readonly string[];
}

export interface TranscriptKey extends KeyParts {
  readonly kind: 'transcript';
  readonly right: (exchange: SeenExchange) => number | string;
  /** Common mistakes; one that happens to come to the right answer does not count. */
  readonly wrong?: readonly (Told & { readonly value: (exchange: SeenExchange) => number | string })[];
}

export interface OpenKey extends KeyParts {
  readonly kind: 'open';
  /** What points are given for; together as many as the question has. */
  readonly rubric: readonly { readonly points: number; readonly text: string }[];
  /** An answer with full marks. */
  readonly example: string;
}

interface Told {
  readonly feedback: string;
  /** From 0 to less than 1. Default: 0. */
  readonly credit?: number;
}
