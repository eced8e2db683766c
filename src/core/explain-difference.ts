import { differenceReason } from './difference-reason.js';
import { characterStart, differenceView } from './difference-view.js';
import { firstDifference } from './first-difference.js';
import { byteCount, glyphs, hexBytes, quoteBytes } from './show-bytes.js';

/** How a difference is told. */
export interface DifferenceLayout {
  /** Columns of the screen. Default: 80. */
  readonly width?: number;
  /** What the received bytes are. Default: reply. */
  readonly what?: string;
}

/**
 * Lines for people: what was expected, what was received, a caret under the first wrong byte, and what is wrong in words.
 * None when both are the same.
 */
export function explainDifference(expected: Uint8Array, actual: Uint8Array, layout: DifferenceLayout = {}): string[] {
  const at = firstDifference(expected, actual);
  if (at < 0) return [];
  const reason = differenceReason(expected, actual);
  return [
    ...differenceView(expected, actual, at, layout.width ?? 80),
    describeDifference(expected, actual, layout.what),
    ...(reason === undefined ? [] : [reason]),
  ];
}

/** The difference in one line: where it is, what was expected there and what came. */
export function describeDifference(expected: Uint8Array, actual: Uint8Array, what = 'reply'): string {
  const at = firstDifference(expected, actual);
  if (at < 0) return `the ${what} is as expected`;
  if (actual.length === 0) return `nothing came, ${byteCount(expected.length)} expected`;
  if (at === actual.length) {
    return `the ${what} stopped after ${String(at)} of ${byteCount(expected.length)}; missing: ${quoteBytes(expected.subarray(at), 40)}`;
  }
  if (at === expected.length) {
    const where = at === 0 ? 'where nothing was expected' : `too many after the ${byteCount(at)} expected`;
    return `${byteCount(actual.length - at)} ${where}: ${quoteBytes(actual.subarray(at), 40)}`;
  }
  return `at offset ${String(at)}: expected ${namedAt(expected, at)}, received ${namedAt(actual, at)}`;
}

/** The character that the byte at `at` is part of, with its code point and bytes. */
function namedAt(bytes: Uint8Array, at: number): string {
  const start = characterStart(bytes, at);
  const near = bytes.subarray(start, at + 8);
  const list = glyphs(near);
  const index = list.findLastIndex((glyph) => start + glyph.at <= at);
  const glyph = list[index];
  const code = near.subarray(glyph?.at, list[index + 1]?.at);
  if (glyph?.isText !== true) return `the byte ${hexBytes(code)}`;
  const escaped = glyphs(code, 'ascii')[0]?.text ?? '';
  const point = escaped.startsWith('\\u{') ? `U+${escaped.slice(3, -1).toUpperCase().padStart(4, '0')}, ` : '';
  return `"${glyph.text}" (${point}${hexBytes(code)})`;
}
