import { createRequire } from 'node:module';
import type stringWidth from 'string-width';

const PLAIN = /^[\x20-\x7e]*$/;

// The tables of all scripts take a third of the start of Node; most of what is printed is ASCII, and needs none.
const load = createRequire(import.meta.url);
let measure: typeof stringWidth | undefined;

/** The columns that a text takes on a terminal: two for most of Chinese, Japanese and Korean and for emoji, none for an escape that colours. */
export function columnsOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  measure ??= (load('string-width') as { readonly default: typeof stringWidth }).default;
  return measure(text);
}

/** The text with blanks behind it, or before it, so that it takes so many columns. */
export function padded(text: string, columns: number, alignment: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, columns - columnsOf(text)));
  return alignment === 'left' ? text + blanks : blanks + text;
}

/** The beginning of a text that fits into so many columns, with `end` for what does not. */
export function fitted(text: string, columns: number, end = ''): string {
  if (columnsOf(text) <= columns) return text;
  const room = columns - columnsOf(end);
  let used = 0;
  let head = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += columnsOf(segment);
    if (used > room) break;
    head += segment;
  }
  return head + end;
}

/**
 * The words of a text on lines of at most `width` columns; a longer word has a line for itself. Nothing but blanks is changed:
 * wrap-ansi would normalize the text, and what a program has sent is quoted in it.
 */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let used = 0;
  for (const word of text.split(' ')) {
    const columns = columnsOf(word);
    const line = lines.at(-1);
    if (line === undefined || used + 1 + columns > width) {
      lines.push(word);
      used = columns;
    } else {
      lines[lines.length - 1] = `${line} ${word}`;
      used += 1 + columns;
    }
  }
  return lines;
}
