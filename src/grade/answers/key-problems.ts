import type { Question, SeenExchange } from '../../lab/question.js';
import type { Key, QuestionKey } from '../../lab/question-key.js';
import { mark, type Mark } from './mark.js';
import type { KeyOf, QuestionOf } from './question-with-key.js';

/** What is wrong with the questions of a lab, one line each, the id first. */
export function questionProblems(questions: readonly Question[]): string[] {
  const ids = questions.map(({ id }) => id);
  return questions.flatMap((question, index) => {
    const { id, text, points } = question;
    const wanted = `Q${index + 1}`;
    return [
      ...(id === wanted
        ? []
        : [
            `${id}: its id has to be ${wanted}, as it is number ${index + 1}${ids.indexOf(id) < index ? '; the id is taken by an earlier question' : ''}`,
          ]),
      ...(points > 0 && Number.isFinite(points) ? [] : [`${id}: ${points} points, it needs more than 0`]),
      ...(text.trim() === '' ? [`${id}: it has no text`] : []),
      ...(/^\s{0,3}#|<!--/m.test(text)
        ? [`${id}: its text has a heading or a comment, which a file of answers cannot hold`]
        : []),
      ...ownProblems(question).map((problem) => `${id}: ${problem}`),
    ];
  });
}

function ownProblems(question: Question): string[] {
  if ('choices' in question) {
    const letters = Object.keys(question.choices).join('');
    return letters.length >= 2 && 'abcdefghijklmnopqrstuvwxyz'.startsWith(letters)
      ? []
      : [
          `its choices are ${letters === '' ? 'missing' : Array.from(letters).join(', ')}: there have to be at least two, from a on without a gap`,
        ];
  }
  if (question.kind === 'transcript' && question.run !== 'own') {
    const { messages, least, most } = question.run;
    if (!(least >= 1 && most >= least && messages.length >= most))
      return [`${least} to ${most} of ${messages.length} messages cannot be drawn: 1 <= least <= most <= messages`];
  }
  return [];
}

/** What is wrong with the key to these questions. `exchanges`: some for each question of the wire, to try its key on. */
export function keyProblems(
  questions: readonly Question[],
  key: Key,
  exchanges: (question: QuestionOf<'transcript'>) => readonly SeenExchange[] = () => [],
): string[] {
  const ids = new Set(questions.map(({ id }) => id));
  return [
    ...Object.keys(key)
      .filter((id) => !ids.has(id))
      .map((id) => `${id}: there is a key, and no such question; questions are ${[...ids].join(', ')}`),
    ...questions.flatMap((question) => {
      const { id, kind } = question;
      const own = key[id];
      if (own === undefined) return [`${id}: there is no key to it`];
      if (own.kind !== kind) return [`${id}: the question is ${kind}, its key ${own.kind}`];
      const seen = question.kind === 'transcript' ? exchanges(question) : [];
      return [...(own.why.trim() === '' ? ['the key does not say why'] : []), ...problemsOf(question, own, seen)].map(
        (problem) => `${id}: ${problem}`,
      );
    }),
  ];
}

function problemsOf(question: Question, key: QuestionKey, exchanges: readonly SeenExchange[]): string[] {
  const gives = (answer: string, seen?: SeenExchange): Mark => mark({ question, key }, answer, seen);
  const full = (answer: string): string[] =>
    gives(answer).credit === 1
      ? []
      : [`${JSON.stringify(answer)} has to get full marks, gets ${describe(gives(answer))}`];
  const less = (answer: string): string[] => {
    const came = gives(answer);
    if (came.unclear !== undefined) return [`${JSON.stringify(answer)} cannot be understood: ${came.unclear}`];
    return [
      ...(came.credit < 1 ? [] : [`${JSON.stringify(answer)} is a wrong answer, and gets full marks`]),
      ...(came.feedback.join('').trim() === ''
        ? [`${JSON.stringify(answer)} is a wrong answer, and gets no feedback`]
        : []),
    ];
  };
  switch (key.kind) {
    case 'choice':
      return [
        ...full(key.right),
        ...others((question as QuestionOf<'choice'>).choices, [key.right]).flatMap(less),
        ...strangers(question, Object.keys(key.wrong)),
      ];
    case 'several': {
      const { choices } = question as QuestionOf<'several'>;
      const without = key.right.map((letter) => key.right.filter((other) => other !== letter));
      const withOne = others(choices, key.right).map((letter) => [...key.right, letter]);
      return [
        ...full(named(key.right)),
        ...[...without, ...withOne].map(named).flatMap(less),
        ...strangers(question, Object.keys(key.feedback)),
      ];
    }
    case 'number': {
      const { unit } = question as QuestionOf<'number'>;
      const written = (value: number): string => `${value}${unit === undefined ? '' : ` ${unit.name}`}`;
      return [...full(written(key.right)), ...(key.wrong ?? []).map(({ value }) => written(value)).flatMap(less)];
    }
    case 'text':
      return textProblems(key, gives);
    case 'transcript':
      return exchanges.flatMap((seen) => transcriptProblems(key, question as QuestionOf<'transcript'>, seen, gives));
    case 'open':
      return openProblems(key, question.points);
  }
}

function textProblems({ rules }: KeyOf<'text'>, gives: (answer: string) => Mark): string[] {
  return [
    ...(rules.some(({ credit }) => credit === 1) ? [] : ['no rule gives full marks']),
    ...rules.flatMap(({ pattern, credit, feedback = '', like }) => [
      ...(credit >= 0 && credit <= 1 ? [] : [`${String(pattern)} gives ${credit}: credit is from 0 to 1`]),
      ...(pattern.global || pattern.sticky
        ? [`${String(pattern)}: the flags g and y make a pattern remember, leave them out`]
        : []),
      ...(like.length === 0 ? [`${String(pattern)} has no answer that is like it`] : []),
      ...(credit < 1 && feedback.trim() === ''
        ? [`${String(pattern)} gives less than full marks, and no feedback`]
        : []),
      ...like
        .filter((answer) => {
          const came = gives(answer);
          return came.credit !== credit || (came.feedback[0] ?? '') !== feedback;
        })
        .map(
          (answer) =>
            `${JSON.stringify(answer)} should be caught by ${String(pattern)}, and gets ${describe(gives(answer))}`,
        ),
    ]),
  ];
}

function transcriptProblems(
  key: KeyOf<'transcript'>,
  { unit }: QuestionOf<'transcript'>,
  seen: SeenExchange,
  gives: (answer: string, seen: SeenExchange) => Mark,
): string[] {
  const written = (value: number | string): string =>
    `${value}${unit === undefined || typeof value === 'string' ? '' : ` ${unit.name}`}`;
  const right = key.right(seen);
  const came = gives(written(right), seen);
  return [
    ...(typeof right === 'number' && !Number.isFinite(right)
      ? [`the right answer is ${right} for an exchange of ${seen.segments.length} segments`]
      : []),
    ...(came.credit === 1 ? [] : [`${written(right)} has to get full marks, gets ${describe(came)}`]),
    ...(key.wrong ?? [])
      .filter(({ feedback, credit = 0 }) => feedback.trim() === '' || credit >= 1 || credit < 0)
      .map(({ feedback }) => `a wrong answer needs feedback and a credit below 1: ${JSON.stringify(feedback)}`),
  ];
}

function openProblems({ rubric, example }: KeyOf<'open'>, points: number): string[] {
  const sum = rubric.reduce((total, line) => total + line.points, 0);
  return [
    ...(Math.abs(sum - points) < 1e-9 ? [] : [`its rubric gives ${sum} points, the question has ${points}`]),
    ...(example.trim() === '' ? ['there is no example of a right answer'] : []),
  ];
}

function strangers(question: Question, letters: readonly string[]): string[] {
  const known = 'choices' in question ? Object.keys(question.choices) : [];
  return letters
    .filter((letter) => !known.includes(letter))
    .map((letter) => `there is feedback on ${letter}, and no such choice`);
}

function others(choices: Readonly<Record<string, string>>, right: readonly string[]): string[] {
  return Object.keys(choices).filter((letter) => !right.includes(letter));
}

function named(letters: readonly string[]): string {
  return letters.length === 0 ? 'none' : letters.join(', ');
}

function describe({ credit, unclear }: Mark): string {
  return unclear === undefined ? `${credit}` : `"${unclear}"`;
}
