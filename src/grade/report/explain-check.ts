import { timesText } from '../../text/count-text.js';
import { differenceView } from '../../core/difference-view.js';
import { firstDifference } from '../../core/first-difference.js';
import { CAUSES } from './cause-kind.js';
import { exchangePicture } from './exchange-picture.js';
import { messageText } from './exchange-rows.js';
import type { Cause, CheckReport, Report } from './report.js';
import { shellCommand } from '../../text/shell-command.js';
import { wrapped } from '../../text/columns.js';
import { visible, visibleLines } from '../../text/visible-text.js';

/** A part of an explanation: paragraphs of text, then lines that stand in columns. */
export interface Section {
  readonly heading?: string;
  readonly text?: readonly string[];
  readonly block?: readonly string[];
}

const ANSWER_LINES = 12;
type CauseDivergence = NonNullable<Cause['parting']>;

const LAST_WORDS = 10; // lines of what the program printed

/** Everything that helps the author of a program to see why a check failed, the most important first. Every line is safe to show. */
export function explainCheck(check: CheckReport, role: Report['role'], width = 80): Section[] {
  const { transcript = [] } = check;
  const picture =
    transcript.length === 0 ? [] : [{ heading: 'the exchange', block: exchangePicture(transcript, role, width) }];
  return [...whatHappened(check, width), ...picture, ...whatHelps(check)];
}

/** The first part of an explanation: what is wrong. */
export function whatHappened({ cause, counterexample, hidden }: CheckReport, width: number): Section[] {
  return [
    ...(hidden === true ? [{ text: ['a hidden check: students are not shown what it sends and expects'] }] : []),
    ...(cause === undefined ? [] : causeSections(cause, width)),
    ...(counterexample === undefined
      ? []
      : [{ heading: 'the smallest case that fails', text: [visible(counterexample.text)] }]),
  ];
}

/** The last part of an explanation: what helps to find the mistake. */
export function whatHelps({ output, hint, because, replay, answer, review }: CheckReport): Section[] {
  return [
    ...(answer === undefined ? [] : [{ heading: 'the answer', block: visibleLines(answer, ANSWER_LINES, 200) }]),
    ...(review?.comment === undefined ? [] : [{ heading: 'comment', text: [visible(review.comment)] }]),
    ...printed('printed on standard error', output?.stderr),
    ...printed('printed on standard output', output?.stdout),
    ...(hint === undefined ? [] : [{ heading: 'hint', text: [visible(hint)] }]),
    ...(because === undefined ? [] : [{ heading: 'the lab sheet says', text: [`“${visible(because)}”`] }]),
    ...(replay === undefined ? [] : [{ heading: 'try it again', block: [visible(shellCommand(replay))] }]),
  ];
}

/** The sections as lines of plain text; what is under a heading is indented. */
export function sectionLines(
  sections: readonly Section[],
  width = 80,
  paint = (heading: string): string => heading,
): string[] {
  return sections.flatMap(({ heading, text = [], block = [] }, index) => {
    const indent = heading === undefined ? '' : '  ';
    const lines = [...text.flatMap((paragraph) => wrapped(paragraph, width - indent.length)), ...block];
    return [
      ...(index > 0 ? [''] : []),
      ...(heading === undefined ? [] : [paint(`${heading}:`)]),
      ...lines.map((line) => `${indent}${line}`.trimEnd()),
    ];
  });
}

/** Why a check of this report failed, was left out or could not be run, in one line. */
export function causeLine(
  { cause, error, reason, needs = [], status, attempts = [], hint, review }: CheckReport,
  { checks, role }: Report,
): string {
  if (status === 'flaky')
    return `failed ${timesText(attempts.filter((attempt) => attempt.status === 'fail').length)}, then passed when it was run alone: full marks`;
  if (status === 'skip' && reason !== undefined) return `not counted: ${visible(reason)}`;
  if (status === 'skip')
    return `needs ${needs.map((id) => `“${visible(checks.find((check) => check.id === id)?.title ?? id, 300)}”`).join(', ')} to pass first`;
  if (status === 'error') return `not the program's fault, and costs nothing: ${visible(error ?? '')}`;
  if (role === 'answers')
    return [cause?.message, hint, review?.comment]
      .flatMap((text) => (text === undefined || text === '' ? [] : [visible(text)]))
      .join(': ');
  return cause === undefined ? '' : visible(cause.message);
}

function causeSections(cause: Cause, width: number): Section[] {
  const { kind, message, reason, parting } = cause;
  const text = [CAUSES[kind], ...(message === CAUSES[kind] ? [] : [visible(message)])];
  return [
    // Of several messages the one that differs is shown by itself.
    parting === undefined || isAll(parting, cause) ? { text, block: viewOf(cause, width) } : { text },
    ...(reason === undefined ? [] : [{ text: [visible(reason)] }]),
    ...(parting === undefined || isAll(parting, cause) ? [] : [divergenceSection(parting, width)]),
  ];
}

/** Expected and received above each other, where there are both. */
function viewOf({ expected, actual, offset, window }: Cause, width: number): string[] {
  if (expected === null || actual === null) return [];
  const [wanted, got] = [Buffer.from(expected, 'base64'), Buffer.from(actual, 'base64')];
  if (got.length === 0) return [];
  const at = offset === null || window === undefined ? firstDifference(wanted, got) : offset - window.from;
  return at < 0 || at > Math.min(wanted.length, got.length) ? [] : differenceView(wanted, got, at, width);
}

/** True where the frame is the first and the only one: it is what was expected anyway. */
function isAll({ frame, reference }: CauseDivergence, { expected }: Cause): boolean {
  return frame === 0 && reference === expected;
}

function divergenceSection({ frame, reference, program }: CauseDivergence, width: number): Section {
  const [wanted, got] = [Buffer.from(reference, 'base64'), Buffer.from(program, 'base64')];
  const at = firstDifference(wanted, got);
  const heading = `message ${String(frame + 1)} is the first that differs`;
  if (wanted.length > 0 && got.length > 0 && at >= 0) return { heading, block: differenceView(wanted, got, at, width) };
  const text = (bytes: Uint8Array): string => (bytes.length === 0 ? 'nothing' : messageText(bytes, width - 12));
  return { heading, block: [`expected: ${text(wanted)}`, `received: ${text(got)}`] };
}

function printed(what: string, text = ''): Section[] {
  const lines = visibleLines(text, LAST_WORDS, 200);
  return lines.length === 0 ? [] : [{ heading: `the program ${what}`, block: lines }];
}
