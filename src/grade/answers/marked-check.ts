import type { Question, SeenExchange } from '../../lab/question.js';
import type { QuestionKey } from '../../lab/question-key.js';
import type { CauseKind } from '../report/cause-kind.js';
import type { CheckReport } from '../report/report.js';
import { plainCause } from '../report/to-cause.js';
import { clipped } from '../../text/visible-text.js';
import { readLetters } from './letters.js';
import type { Mark } from './mark.js';
import { measureAnswer } from './measure-answer.js';
import type { Answer } from './parse-answers.js';
import type { QuestionWithKey } from './question-with-key.js';

/** A question, with its key where that is here. */
export interface Asked {
  readonly question: Question;
  readonly key?: QuestionKey | undefined;
}

/** Why an answer to an open question has no points yet. */
export const WAITS = 'a person reads this answer: its points are added then';
const NO_KEY = 'it can be read, and is marked when it is handed in';
const LONGEST_TITLE = 60;
const LONGEST_ANSWER = 20_000; // characters

/** A question under whose heading nothing stands, or that has no heading. */
export function missingCheck(asked: Asked, heading: Answer | undefined): CheckReport {
  const { id } = asked.question;
  return failed(
    asked,
    0,
    'not-answered',
    heading === undefined
      ? `there is no heading "## ${id}" with an answer`
      : `nothing is written under its heading in line ${heading.line}`,
  );
}

/** An answer that cannot be understood. */
export function unclearCheck(asked: Asked, answer: string, why: string): CheckReport {
  return { ...failed(asked, 0, 'unclear-answer', why), ...said(answer) };
}

/** An answer that waits for a person. */
export function waitingCheck(asked: Asked, answer: string): CheckReport {
  return { ...base(asked), earned: 0, status: 'skip', reason: WAITS, review: { done: false }, ...said(answer) };
}

/** An answer that was marked. `exchange`: what it is about. */
export function markedCheck(
  asked: QuestionWithKey,
  answer: string,
  { credit, unclear, feedback }: Mark,
  exchange?: SeenExchange,
): CheckReport {
  const { question, key } = asked;
  if (unclear !== undefined) return unclearCheck(asked, answer, unclear);
  if (credit === 1) return { ...base(asked), earned: question.points, status: 'pass', ...said(answer) };
  const earned = Math.round(credit * question.points * 100) / 100;
  const hint = feedback.join(' ');
  return {
    ...failed(
      asked,
      earned,
      credit > 0 ? 'partly-right' : 'wrong-answer',
      `right: ${rightOf(key, exchange)}; ${key.why}`,
    ),
    ...(hint === '' ? {} : { hint }),
    ...said(answer),
  };
}

/** Where there is no key: whether the answer can be read. */
export function checkForm(asked: Asked, { text, plain }: Answer): CheckReport {
  const { question } = asked;
  const letters = 'choices' in question ? readLetters(plain, question.choices) : undefined;
  const read = letters ?? (question.kind === 'number' ? measureAnswer(plain, question.unit) : undefined);
  if (read !== undefined && 'unclear' in read) return unclearCheck(asked, text, read.unclear);
  if (question.kind === 'choice' && letters !== undefined && 'letters' in letters && letters.letters.length !== 1)
    return unclearCheck(asked, text, 'one letter is asked for');
  return { ...base(asked), earned: 0, status: 'skip', reason: NO_KEY, ...said(text) };
}

function base({ question: { id, text, points } }: Asked): Pick<CheckReport, 'id' | 'title' | 'points'> {
  return { id, title: `${id}: ${shortened(text)}`, points };
}

function failed(asked: Asked, earned: number, kind: CauseKind, message: string): CheckReport {
  return { ...base(asked), earned, status: 'fail', cause: plainCause(kind, message) };
}

function said(answer: string): Pick<CheckReport, 'answer'> {
  return { answer: clipped(answer, LONGEST_ANSWER) };
}

function shortened(text: string): string {
  const line = text.replace(/[`*]/g, '').replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST_TITLE ? line : `${line.slice(0, line.lastIndexOf(' ', LONGEST_TITLE))} …`;
}

/** What is right, for those who teach. */
function rightOf(key: QuestionKey, exchange: SeenExchange | undefined): string {
  switch (key.kind) {
    case 'choice':
    case 'number':
      return String(key.right);
    case 'several':
      return key.right.length === 0 ? 'none' : key.right.join(', ');
    case 'text':
      return key.rules.find(({ credit }) => credit === 1)?.like[0] ?? '';
    case 'transcript':
      return exchange === undefined ? '' : String(key.right(exchange));
    case 'open':
      return key.example;
  }
}
