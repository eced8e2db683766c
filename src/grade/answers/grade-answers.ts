import { defined } from '../../core/defined.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import type { Question, SeenExchange } from '../../lab/question.js';
import type { Key } from '../../lab/question-key.js';
import { gradedReport, notGradableReport } from '../report/make-report.js';
import type { CheckReport, Report } from '../report/report.js';
import { checkForm, markedCheck, missingCheck, unclearCheck, waitingCheck, type Asked } from './marked-check.js';
import { mark } from './mark.js';
import { OWN_RUN, ownRun } from './own-run.js';
import { parseAnswers, type Answer, type AnswerSheet } from './parse-answers.js';
import type { QuestionSheet } from './question-sheet.js';
import { utf8Length } from '../../core/utf8.js';

/** Answers that were handed in. */
export interface HandedIn {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** A run of the student's own, where it was handed in, too. */
  readonly run?: Uint8Array;
}

/** What written answers are graded with. */
export interface AnswersGrading {
  readonly lab: NumberedLab;
  /** Draws the questions of a variant. */
  readonly sheetOf: (variant: string) => QuestionSheet;
  /** The variant that they have to be answers to; without it the one that the file names. */
  readonly variant?: string;
  /** Without it there are no points: it is only seen whether every question has an answer that can be read. */
  readonly key?: Key;
}

/** The report on written answers: one check for each question. `started` is the report that holds until then. */
export function gradeAnswers(
  started: Report,
  { file, bytes, run }: HandedIn,
  { lab, sheetOf, variant, key }: AnswersGrading,
): Report {
  const begin = performance.now();
  let sheet: QuestionSheet;
  let parsed: AnswerSheet;
  try {
    const text = answerText(bytes, file);
    // Which variant it is stands in the file, and how the questions read depends on it.
    sheet = sheetOf(variant ?? parseAnswers(text, new Map()).variant);
    parsed = parseAnswers(text, sheet.prompts);
  } catch (error) {
    if (error instanceof AnswersError)
      return notGradableReport(started, error.message, { durationMs: performance.now() - begin });
    throw error;
  }
  if (parsed.answers.length === 0) {
    const reason = [
      `${file} has no heading such as "## Q1": write each answer under the heading of its question`,
      ...parsed.notices,
    ].join('\n');
    return notGradableReport(started, reason, { durationMs: performance.now() - begin });
  }
  const checks = sheet.questions.map((question): CheckReport => {
    const given = parsed.answers.filter(({ id }) => id === question.id);
    return checkOf(
      { question, ...defined({ key: key?.[question.id] }) },
      given,
      exchangeOf(question, sheet, run, lab.slug),
    );
  });
  return gradedReport(started, {
    durationMs: performance.now() - begin,
    checks,
    findings: findingsOf(parsed, sheet, variant),
  });
}

function checkOf(asked: Asked, given: readonly Answer[], exchange: SeenExchange | string | undefined): CheckReport {
  const { question, key } = asked;
  const written = given.filter(({ text }) => text.trim() !== '');
  const [answer, ...more] = written;
  if (answer === undefined) return missingCheck(asked, given[0]);
  if (more.some(({ plain }) => plain.trim() !== answer.plain.trim())) {
    return unclearCheck(
      asked,
      written.map(({ text }) => text).join('\n\n'),
      `it is answered ${written.length} times, in lines ${written.map(({ line }) => line).join(', ')}: leave one`,
    );
  }
  if (question.kind === 'open') return waitingCheck(asked, answer.text);
  if (typeof exchange === 'string') return unclearCheck(asked, answer.text, exchange);
  if (key === undefined) return checkForm(asked, answer);
  return markedCheck({ question, key }, answer.text, mark({ question, key }, answer.plain, exchange), exchange);
}

function exchangeOf(
  question: Question,
  { exchanges }: QuestionSheet,
  run: Uint8Array | undefined,
  slug: string,
): SeenExchange | string | undefined {
  if (question.kind !== 'transcript' || question.run !== 'own') return exchanges.get(question.id);
  return run === undefined
    ? `it is about your own run: hand in ${OWN_RUN} beside your answers (wirelab run --json > ${OWN_RUN})`
    : ownRun(run, slug);
}

function findingsOf(
  { answers, notices, variant: found }: AnswerSheet,
  { questions }: QuestionSheet,
  wanted: string | undefined,
): Report['findings'] {
  const ids = questions.map(({ id }) => id);
  const unknown = answers.filter(({ id }) => !ids.includes(id)).slice(0, 20);
  return [
    ...unknown.map(({ id, line }) => ({
      kind: 'unknown-answer',
      message: `line ${line} answers ${id}, and there is no such question: there are ${ids[0] ?? ''} to ${ids.at(-1) ?? ''}`,
    })),
    ...notices.slice(0, 5).map((message) => ({ kind: 'hidden-answers', message })),
    ...(wanted === undefined || wanted === found
      ? []
      : [
          {
            kind: 'other-variant',
            message:
              'these are answers to the questions of another student: the file names another variant than this student has',
          },
        ]),
  ];
}

/** What a file of answers may have, in bytes. */
export const LARGEST_ANSWERS = 256 * 1024;

/** A file that holds no answers that can be read. The message is one line, for the student. */
export class AnswersError extends Error {
  override readonly name = 'AnswersError';
}

/** The text of a file of answers, with line feeds alone. Throws an AnswersError. */
export function answerText(bytes: Uint8Array, file: string): string {
  if (bytes.length > LARGEST_ANSWERS)
    throw new AnswersError(
      `${file} has ${bytes.length} bytes, limit is ${LARGEST_ANSWERS}: hand in text without pictures`,
    );
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || isHalfZeros(bytes);
  if (isUtf16)
    throw new AnswersError(`${file} is UTF-16: save it as UTF-8 ("Encoding" in the editor's dialogue to save)`);
  const valid = utf8Length(bytes);
  if (valid < bytes.length)
    throw new AnswersError(
      `${file} is no UTF-8 text: byte ${valid + 1} of ${bytes.length} belongs to no character; save it as UTF-8 in a text editor`,
    );
  if (bytes.includes(0)) throw new AnswersError(`${file} is no text: it holds the byte 0; save it as plain UTF-8 text`);
  return new TextDecoder().decode(bytes).replace(/\r\n?/g, '\n');
}

/** UTF-16 without its mark: every other byte of Western text is 0. */
function isHalfZeros(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 512);
  const zeros = start.filter((byte) => byte === 0).length;
  return start.length >= 4 && zeros * 3 >= start.length;
}
