import type { NumberedLab } from '../../lab/numbered-lab.js';
import type { Question } from '../../lab/question.js';
import { drawExchange, type Drawn, type Reference } from './draw-exchange.js';
import { NO_VARIANT } from './parse-answers.js';
import { questionPrompt } from './question-prompt.js';

/** The questions of a lab as one variant has them. */
export interface QuestionSheet {
  readonly questions: readonly Question[];
  readonly variant: string;
  /** What students read, in Markdown, by question. */
  readonly prompts: ReadonlyMap<string, string>;
  /** What questions of the wire are about, by question. */
  readonly exchanges: ReadonlyMap<string, Drawn>;
}

/** Draws what a variant of the questions is about: the same variant, the same exchanges. */
export function questionSheet(
  { slug, questions = [] }: Pick<NumberedLab, 'slug' | 'questions'>,
  reference: Reference,
  variant = NO_VARIANT,
): QuestionSheet {
  const exchanges = new Map(
    questions.flatMap((question) =>
      question.kind === 'transcript' && question.run !== 'own'
        ? [[question.id, drawExchange(question.run, `${slug} ${question.id} ${variant}`, reference)] as const]
        : [],
    ),
  );
  return {
    questions,
    variant,
    exchanges,
    prompts: new Map(questions.map((question) => [question.id, questionPrompt(question, exchanges.get(question.id))])),
  };
}
