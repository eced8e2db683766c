import { utf8Length } from './utf8.js';

/**
 * Which characters show as themselves. `exact`: those that take a known place on the screen and cannot hide or merge with
 * their neighbours; different bytes then have different texts. `ascii`: only those of ASCII. `readable`: text as people
 * read it, in any script; only what is invisible or would garble the terminal is escaped.
 */
export type ShowStyle = 'exact' | 'ascii' | 'readable';

/** A character, or a byte that belongs to none, as it is shown. */
export interface Glyph {
  readonly text: string;
  /** Its width on the screen. */
  readonly columns: number;
  /** Its offset in the bytes. */
  readonly at: number;
  /** False for a byte that is no text: a control character other than a tab or a line end, or a part of no character. */
  readonly isText: boolean;
}

const NAMED = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
]);

// Fonts and terminals agree on the width of these: nothing joins, reorders or hides them.
const VISIBLE = /^[\p{L}\p{N}\p{P}\p{S}]$/u;
const HIDDEN = /^[\p{Default_Ignorable_Code_Point}\u2800\ufffd]$/u;
const RIGHT_TO_LEFT = /^[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]$/u;
const JOINING = /^[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u{1f1e6}-\u{1f1ff}\p{Emoji_Modifier}]$/u;
const WIDE =
  /^[\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{17000}-\u{18dff}\u{1b000}-\u{1b2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]$/u;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The bytes as a list of what is shown for each character. */
export function glyphs(bytes: Uint8Array, style: ShowStyle = 'exact'): Glyph[] {
  const shown: Glyph[] = [];
  let at = 0;
  while (at < bytes.length) {
    const rest = bytes.subarray(at);
    const valid = utf8Length(rest);
    for (const character of decoder.decode(rest.subarray(0, valid))) {
      shown.push(glyph(character, at, style));
      at += encoder.encode(character).length;
    }
    if (at < bytes.length) {
      shown.push({ text: hexEscape(bytes[at] as number), columns: 4, at, isText: false });
      at++;
    }
  }
  return shown;
}

/** The bytes as text without quotes. */
export function showBytes(bytes: Uint8Array, style: ShowStyle = 'readable'): string {
  return glyphs(bytes, style)
    .map((glyph) => glyph.text)
    .join('');
}

/** The bytes as text in quotes, at most `columns` wide: what does not fit is told behind the quotes. */
export function quoteBytes(bytes: Uint8Array, columns = 60): string {
  // No character of more than 4 bytes and none of less than one column: the rest need not be looked at.
  const head = glyphs(bytes.subarray(0, 4 * columns + 4));
  let used = 2;
  let fitting = 0;
  for (const { columns: width } of head) {
    if (used + width > columns) break;
    used += width;
    fitting++;
  }
  const text = head
    .slice(0, fitting)
    .map((glyph) => glyph.text)
    .join('');
  const whole = fitting === head.length && bytes.length <= 4 * columns + 4;
  return whole ? `"${text}"` : `"${text}"… (${byteCount(bytes.length)})`;
}

/** `1 byte`, `12 bytes`. */
export function byteCount(count: number): string {
  return count === 1 ? '1 byte' : `${String(count)} bytes`;
}

/** Two hex digits for each byte, with spaces between. */
export function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, hex).join(' ');
}

function glyph(character: string, at: number, style: ShowStyle): Glyph {
  const code = character.codePointAt(0) as number;
  if (code >= 0x20 && code < 0x7f) {
    const text = style !== 'readable' && (character === '"' || character === '\\') ? `\\${character}` : character;
    return { text, columns: text.length, at, isText: true };
  }
  const isText = code > 0x7f || NAMED.has(code);
  if (showsItself(character, style)) return { text: character, columns: WIDE.test(character) ? 2 : 1, at, isText };
  const text = NAMED.get(code) ?? (code > 0x7f ? `\\u{${code.toString(16)}}` : hexEscape(code));
  return { text, columns: text.length, at, isText };
}

function showsItself(character: string, style: ShowStyle): boolean {
  if (style === 'ascii') return false;
  if (style === 'readable') return /^[\p{L}\p{N}\p{P}\p{S}\p{M}]$/u.test(character) && !HIDDEN.test(character);
  return (
    VISIBLE.test(character) && !HIDDEN.test(character) && !RIGHT_TO_LEFT.test(character) && !JOINING.test(character)
  );
}

function hexEscape(byte: number): string {
  return `\\x${hex(byte)}`;
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
