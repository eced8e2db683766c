import { glyphs, hexBytes, type Glyph, type ShowStyle } from './show-bytes.js';

const LABEL = 10; // columns of "expected: " and "received: "
const LEAD = 12; // columns of right bytes that are shown before a difference, at least

/**
 * Expected and received above each other, and a caret under the first difference, which is at offset `at`. What does not fit
 * in `width` columns is left out at the ends, so that as much of the difference as possible is shown.
 */
export function differenceView(expected: Uint8Array, actual: Uint8Array, at: number, width: number): string[] {
  const isBinary = isNoText(expected.length > 0 ? expected : actual, at);
  const { left, right, caret } = isBinary
    ? hexLines(expected, actual, at, width)
    : textLines(expected, actual, at, width);
  if (actual.length === 0) return [`expected: ${left}`, 'received: nothing'];
  return [`expected: ${left}`, `received: ${right}`, `${' '.repeat(LABEL + caret)}^`];
}

/** The offset of the first byte of the character that the byte at `at` may be part of. */
export function characterStart(bytes: Uint8Array, at: number): number {
  for (let back = 0; back < 4 && back <= at; back++) {
    if (((bytes[at - back] ?? 0) & 0xc0) !== 0x80) return at - back;
  }
  return at;
}

interface Lines {
  readonly left: string;
  readonly right: string;
  /** Columns before the caret, without the label. */
  readonly caret: number;
}

function textLines(expected: Uint8Array, actual: Uint8Array, at: number, width: number): Lines {
  const columns = Math.max(width - LABEL - 4, 2 * LEAD);
  const reach = 4 * columns + 4; // a character has at most 4 bytes and at least one column
  const from = characterStart(expected, Math.max(0, at - 4 - reach));
  const show = (bytes: Uint8Array, style: ShowStyle): Glyph[] => glyphs(bytes.subarray(from, at + reach), style);
  let left = show(expected, 'exact');
  let right = show(actual, 'exact');
  const same = sharedGlyphs(left, right);
  if (looksAlike(textOf(left), textOf(right)) || looksAlike(left[same]?.text ?? '', right[same]?.text ?? '')) {
    left = show(expected, 'ascii');
    right = show(actual, 'ascii');
  }
  const start = firstShown(left, right, same, columns, from > 0);
  const isCut = from > 0 || start > 0;
  const line = (all: readonly Glyph[], length: number): string => {
    const shown = fitting(all.slice(start), columns);
    const isWhole = start + shown.length === all.length && length <= at + reach;
    return `${isCut ? '…' : ''}"${textOf(shown)}"${isWhole ? '' : '…'}`;
  };
  const caret = (isCut ? 2 : 1) + columnsOf(left.slice(start, same));
  return { left: line(left, expected.length), right: line(right, actual.length), caret };
}

/** The index of the first glyph to show: the first of all where everything fits, otherwise a few before the difference. */
function firstShown(
  left: readonly Glyph[],
  right: readonly Glyph[],
  same: number,
  columns: number,
  isCut: boolean,
): number {
  const before = columnsOf(left.slice(0, same));
  const rest = [left.slice(same), right.slice(same)] as const;
  if (!isCut && before + Math.max(...rest.map(columnsOf)) <= columns) return 0;
  const lead = Math.max(LEAD, Math.min(columns / 2, columns - LEAD - differingColumns(...rest)));
  let start = 0;
  for (let hidden = before; hidden > lead; start++) hidden -= (left[start] as Glyph).columns;
  return start;
}

function hexLines(expected: Uint8Array, actual: Uint8Array, at: number, width: number): Lines {
  const count = Math.max(8, Math.min(16, Math.floor((width - LABEL - 6) / 4)));
  const longest = Math.max(expected.length, actual.length);
  const from = longest <= count ? 0 : Math.max(0, Math.min(at - 4, longest - count));
  const mark = from > 0 ? '…' : '';
  const line = (bytes: Uint8Array): string => {
    const part = bytes.subarray(from, from + count);
    const letters = Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(
      '',
    );
    const digits = hexBytes(part) + (from + count < bytes.length ? '…' : '');
    return `${mark}${digits.padEnd(3 * Math.min(count, longest))} |${letters}|`;
  };
  return { left: line(expected), right: line(actual), caret: mark.length + 3 * (at - from) };
}

/** True where more than a third of what is around `at` is no text. */
function isNoText(bytes: Uint8Array, at: number): boolean {
  const around = glyphs(bytes.subarray(characterStart(bytes, Math.max(0, at - 24)), at + 24));
  return around.filter((glyph) => !glyph.isText).length * 3 > around.length;
}

function sharedGlyphs(left: readonly Glyph[], right: readonly Glyph[]): number {
  let same = 0;
  while (same < left.length && same < right.length && left[same]?.text === right[same]?.text) same++;
  return same;
}

/** The columns up to the last glyph that differs, of the longer one. */
function differingColumns(left: readonly Glyph[], right: readonly Glyph[]): number {
  let end = 0;
  while (end < left.length && end < right.length && left.at(-1 - end)?.text === right.at(-1 - end)?.text) end++;
  return Math.max(columnsOf(left.slice(0, left.length - end)), columnsOf(right.slice(0, right.length - end)));
}

function fitting(all: readonly Glyph[], columns: number): readonly Glyph[] {
  let used = 0;
  const end = all.findIndex((glyph) => (used += glyph.columns) > columns);
  return end < 0 ? all : all.slice(0, end);
}

function columnsOf(list: readonly Glyph[]): number {
  return list.reduce((sum, glyph) => sum + glyph.columns, 0);
}

function textOf(list: readonly Glyph[]): string {
  return list.map((glyph) => glyph.text).join('');
}

// Letters of other scripts that most fonts draw as the Latin ones below them.
const LETTERS = 'аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧο';
const LATIN = 'aeopcyxijshdqwABESIJKMHOPCTYXABEZHIKMNOPTYXo';
const LOOKS = new Map(Array.from(LETTERS, (letter, at) => [letter, LATIN.charAt(at)]));

// Fullwidth forms are left as they are: their width tells them apart.
const NARROW = /[^\uff00-\uff60]/gu;

/** True for two different texts that people may take for the same. */
function looksAlike(one: string, other: string): boolean {
  return one !== other && outline(one) === outline(other);
}

function outline(text: string): string {
  const plain = text
    .replaceAll(NARROW, (character) => character.normalize('NFKC'))
    .replaceAll(/[\u2010-\u2015\u2212]/gu, '-')
    .replaceAll(/[\u2018\u2019\u201a\u2032`´]/gu, "'")
    .replaceAll(/[\u201c-\u201e]/gu, '"');
  return Array.from(plain, (character) => LOOKS.get(character) ?? character).join('');
}
