import type { KeyOf, QuestionOf } from './question-with-key.js';
import { readLetters } from './letters.js';
import { measureAnswer } from './measure-answer.js';
import type { SeenExchange, Unit } from '../../lab/question.js';
import type { QuestionWithKey } from './question-with-key.js';

/** What came of an answer. */
export interface Mark {
  /** From 0 to 1. */
  readonly credit: number;
  /** The answer cannot be understood: what is wrong with it, for its author. */
  readonly unclear?: string;
  /** For the student: it does not give the answer away. */
  readonly feedback: readonly string[];
}

const LONGEST_TEXT = 300;

/** Marks an answer that is not empty. Open questions are marked by people. `exchange`: what a question of the wire is about. */
export function mark({ question, key }: QuestionWithKey, answer: string, exchange?: SeenExchange): Mark {
  switch (question.kind) {
    case 'choice':
      return markChoice(question, key as KeyOf<'choice'>, answer);
    case 'several':
      return markSeveral(question, key as KeyOf<'several'>, answer);
    case 'number':
      return markNumber(question, key as KeyOf<'number'>, answer);
    case 'text':
      return markText(question, key as KeyOf<'text'>, answer);
    case 'transcript':
      if (exchange === undefined)
        throw new Error(`${question.id}: a question of an exchange cannot be marked without it`);
      return markTranscript(question, key as KeyOf<'transcript'>, answer, exchange);
    case 'open':
      throw new Error(`${question.id}: an open question goes to a person`);
  }
}

function markChoice({ choices }: QuestionOf<'choice'>, { right, wrong }: KeyOf<'choice'>, answer: string): Mark {
  const read = readLetters(answer, choices);
  if ('unclear' in read) return unclear(read.unclear);
  const [letter, ...more] = read.letters;
  if (letter === undefined || more.length > 0)
    return unclear(
      `one letter is asked for, ${read.letters.length === 0 ? 'none is' : `${read.letters.join(', ')} are`} named`,
    );
  return letter === right ? RIGHT : { credit: 0, feedback: told(wrong[letter]) };
}

function markSeveral(
  { choices, credit }: QuestionOf<'several'>,
  { right, feedback }: KeyOf<'several'>,
  answer: string,
): Mark {
  const read = readLetters(answer, choices);
  if ('unclear' in read) return unclear(read.unclear);
  const missed = right.filter((letter) => !read.letters.includes(letter));
  const wrong = read.letters.filter((letter) => !right.includes(letter));
  if (missed.length + wrong.length === 0) return RIGHT;
  const earned =
    credit === 'all' ? 0 : Math.max(0, right.length - missed.length - wrong.length) / Math.max(1, right.length);
  return { credit: earned, feedback: [...wrong, ...missed].flatMap((letter) => told(feedback[letter])) };
}

function markNumber(
  { unit }: QuestionOf<'number'>,
  { right, tolerance = { absolute: 0 }, wrong = [] }: KeyOf<'number'>,
  answer: string,
): Mark {
  const read = measureAnswer(answer, unit);
  if ('unclear' in read) return unclear(read.unclear);
  const width = 'absolute' in tolerance ? tolerance.absolute : Math.abs(right) * tolerance.relative;
  if (isNear(read.value, right, width)) return RIGHT;
  const known = wrong.find(({ value }) => isNear(read.value, value, 0));
  return { credit: known?.credit ?? 0, feedback: told(known?.feedback) };
}

function markText({ longest = LONGEST_TEXT }: QuestionOf<'text'>, { rules }: KeyOf<'text'>, answer: string): Mark {
  const text = answer.replace(/\s+/g, ' ').trim();
  if (text.length > longest)
    return unclear(`an answer of ${text.length} characters, limit is ${longest}: a few words are asked for`);
  const rule = rules.find(({ pattern }) => pattern.test(withoutMarks(text)) || pattern.test(text));
  return rule === undefined ? { credit: 0, feedback: [] } : { credit: rule.credit, feedback: told(rule.feedback) };
}

function markTranscript(
  { unit }: QuestionOf<'transcript'>,
  { right, wrong = [] }: KeyOf<'transcript'>,
  answer: string,
  exchange: SeenExchange,
): Mark {
  const wanted = right(exchange);
  const same = typeof wanted === 'number' ? sameNumber(answer, unit) : sameText(answer);
  if (typeof same === 'string') return unclear(same);
  if (same(wanted)) return RIGHT;
  const known = wrong.find(({ value }) => same(value(exchange)));
  return { credit: known?.credit ?? 0, feedback: told(known?.feedback) };
}

function sameNumber(answer: string, unit: Unit | undefined): string | ((wanted: number | string) => boolean) {
  const read = measureAnswer(answer, unit);
  return 'unclear' in read ? read.unclear : (wanted) => isNear(read.value, Number(wanted), 0);
}

function sameText(answer: string): (wanted: number | string) => boolean {
  const bare = (text: string): string =>
    withoutMarks(text)
      .replace(/^["'“]|["'”]$/g, '')
      .replace(/\s+/g, ' ')
      .trim();
  return (wanted) => bare(answer) === bare(String(wanted));
}

/** Emphasis and code around words: `**SYN**`, `_SYN_`, `` `SYN` ``. */
function withoutMarks(text: string): string {
  return text.replace(/(^|[\s(])(\*\*|__|`+|\*|_)(\S.*?)\2(?=$|[\s.,;:!?)])/g, '$1$3');
}

// Units have factors that no binary fraction is.
function isNear(value: number, wanted: number, width: number): boolean {
  return Math.abs(value - wanted) <= width + 1e-9 * Math.max(1, Math.abs(wanted));
}

function unclear(message: string): Mark {
  return { credit: 0, unclear: message, feedback: [] };
}

const RIGHT: Mark = { credit: 1, feedback: [] };

function told(feedback: string | undefined): string[] {
  return feedback === undefined ? [] : [feedback];
}
