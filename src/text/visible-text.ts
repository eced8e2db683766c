import { showBytes } from '../core/show-bytes.js';

const PLAIN = /^[\x20-\x7e]*$/;
const MOST = 2000; // characters of one text

const encoder = new TextEncoder();

/**
 * Text of unknown origin on one line: what a terminal, a browser or a parser would obey, hide or reorder is shown as an
 * escape. Of a very long text there is the beginning.
 */
export function visible(text: string, most = MOST): string {
  const head = text.length > most ? `${clipped(text, most)}…` : text;
  return PLAIN.test(head) ? head : showBytes(encoder.encode(head));
}

/** The beginning of a text, at most `most` code units, that ends with a whole character. */
export function clipped(text: string, most: number): string {
  const isPair = /[\ud800-\udbff]/.test(text.charAt(most - 1));
  return text.slice(0, isPair ? most - 1 : most);
}

/** Several lines of such text: the last `most`, each no longer than `columns` characters. */
export function visibleLines(text: string, most = 20, columns = 500): string[] {
  const end = text.slice(-most * columns).replace(/[\r\n]+$/, '');
  if (end === '') return [];
  const lines = end.split(/\r?\n/);
  const isCut = lines.length > most || text.length > most * columns;
  return [
    ...(isCut ? ['…'] : []),
    ...lines.slice(-most).map((line) => unobeyed(visible(line.replaceAll('\t', '    '), columns))),
  ];
}

/** GitHub obeys lines of a log that begin with `::`, after blanks too, and `##[` anywhere. */
function unobeyed(line: string): string {
  return line.replace(/^( *):(?=:)/, '$1\\x3a').replaceAll('##[', '#\\x23[');
}
