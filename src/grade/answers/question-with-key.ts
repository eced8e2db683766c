import type { Question } from '../../lab/question.js';
import type { QuestionKey } from '../../lab/question-key.js';

/** A question and what is right, both of the same kind. */
export interface QuestionWithKey {
  readonly question: Question;
  readonly key: QuestionKey;
}

export type QuestionOf<K extends Question['kind']> = Extract<Question, { kind: K }>;
export type KeyOf<K extends QuestionKey['kind']> = Extract<QuestionKey, { kind: K }>;
