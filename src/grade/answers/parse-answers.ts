import { blocksOf, withoutComments, type Block } from './blocks.js';

/** What stands under the heading of a question. */
export interface Answer {
  readonly id: string;
  /** Of the heading, from 1. */
  readonly line: number;
  /** As it was written, without the question and without comments. */
  readonly text: string;
  /** The same without the signs of headings, lists and code. */
  readonly plain: string;
}

/** A file of answers, read. */
export interface AnswerSheet {
  /** By question; one that was answered twice is there twice. */
  readonly answers: readonly Answer[];
  /** Which drawing of the questions it answers. */
  readonly variant: string;
  /** What hides a part of the file, in one line each. */
  readonly notices: readonly string[];
}

const HEADING = /^(?:question\s*|q\s*)(\d{1,4})(?![\w])/i;
const HIDDEN_HEADING = /^ {0,3}#{1,6}\s*(?:question\s*|q\s*)(\d+)/gim;

/** Reads a file of answers. `prompts`: what may stand in quotation under the headings, by question. */
export function parseAnswers(source: string, prompts: ReadonlyMap<string, string>): AnswerSheet {
  const lines = source.split('\n');
  const blocks = blocksOf(source);
  const headings = blocks.flatMap((block, index) => {
    const number = block.kind === 'heading' ? HEADING.exec(block.text.replace(/^[\s*_`]+/, ''))?.[1] : undefined;
    return number === undefined ? [] : [{ index, id: `Q${Number(number)}`, line: block.start + 1 }];
  });
  const answers = headings.map(({ index, id, line }, at): Answer => {
    const section = blocks.slice(index + 1, headings[at + 1]?.index ?? blocks.length);
    return { id, line, ...sectionText(section, lines, prompts.get(id) ?? '') };
  });
  const opening = blocks
    .slice(0, headings[0]?.index ?? blocks.length)
    .map(({ text }) => text)
    .join('\n');
  return {
    answers,
    variant: /^\W*Variant\W*[:=]\W*([\w.@-]{1,64})/im.exec(opening)?.[1] ?? NO_VARIANT,
    notices: noticesOf(blocks, lines, new Set(answers.map(({ id }) => id))),
  };
}

/** The variant of who was given none. */
export const NO_VARIANT = 'none';

function sectionText(
  section: readonly Block[],
  lines: readonly string[],
  prompt: string,
): Pick<Answer, 'text' | 'plain'> {
  const texts: string[] = [];
  const plains: string[] = [];
  let isFirst = true;
  for (const { kind, start, end, text } of section) {
    const raw = lines.slice(start, end);
    if (isFirst && kind === 'quote' && prompt !== '') {
      const rest = withoutPrompt(raw, prompt).join('\n').trim();
      texts.push(rest);
      plains.push(rest);
    } else {
      texts.push(kind === 'html' || kind === 'other' ? withoutComments(raw.join('\n')) : raw.join('\n'));
      plains.push(text);
    }
    isFirst &&= kind === 'html';
  }
  const joined = (parts: readonly string[]): string =>
    parts
      .map((part) => part.replace(/^\n+|\s+$/g, ''))
      .filter((part) => part !== '')
      .join('\n\n');
  return { text: joined(texts), plain: joined(plains).trim() };
}

/**
 * The lines of a quotation without the question: it is a student's who writes behind `>`, or right under the question, which
 * Markdown counts as part of the quotation. A question that was changed a little counts as the question.
 */
function withoutPrompt(raw: readonly string[], prompt: string): string[] {
  const wanted = squeezed(prompt);
  const quoted = (line: string): string | undefined => /^ {0,3}> ?(.*)$/.exec(line)?.[1];
  let seen = '';
  for (const [index, line] of raw.entries()) {
    if (seen === wanted) return raw.slice(index).map((rest) => quoted(rest) ?? rest);
    const text = quoted(line);
    if (text !== undefined) seen += squeezed(text);
  }
  if (seen === wanted) return raw.filter((line) => quoted(line) === undefined);
  const isChanged = seen.slice(0, 30) === wanted.slice(0, 30);
  return isChanged ? raw.filter((line) => quoted(line) === undefined) : raw.map((line) => quoted(line) ?? line);
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}

/** Code and comments that hold the headings of questions without any other were left open. */
function noticesOf(blocks: readonly Block[], lines: readonly string[], found: ReadonlySet<string>): string[] {
  return blocks.flatMap(({ kind, start, end }) => {
    const raw = lines.slice(start + 1, end).join('\n');
    const hidden =
      kind === 'code' || kind === 'html'
        ? Array.from(raw.matchAll(HIDDEN_HEADING), ([, number]) => `Q${Number(number)}`).filter((id) => !found.has(id))
        : [];
    if (hidden.length === 0) return [];
    const [what, sign] = kind === 'code' ? ['code block', '```'] : ['comment', '-->'];
    return [
      `the ${what} that begins in line ${start + 1} hides the heading of ${hidden[0] ?? ''}: close it with ${sign} before that`,
    ];
  });
}
