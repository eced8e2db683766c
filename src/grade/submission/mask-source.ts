/** How a language writes comments and strings. */
export type SourceStyle = 'python' | 'javascript' | 'c' | 'java' | 'go' | 'rust';

/** A source of the same length and lines, with the comments blanked; in `bare` also what stands in strings. */
export interface Masked {
  readonly code: string;
  readonly bare: string;
}

interface Token {
  readonly kind: 'comment' | 'string';
  readonly end: number;
  /** Of a string: how many characters its quotes take at each end. */
  readonly quote: number;
}

/** Blanks what is no code, so that a word in a comment is not taken for one of the program. It reads well, and proves nothing. */
export function maskSource(text: string, style: SourceStyle): Masked {
  const code: string[] = [];
  const bare: string[] = [];
  const keep = (part: string): void => {
    code.push(part);
    bare.push(part);
  };
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const token = tokenAt(text, at, style);
    if (token === undefined) continue;
    keep(text.slice(from, at));
    const part = text.slice(at, token.end);
    code.push(token.kind === 'comment' ? blank(part) : part);
    const inner = Math.max(token.quote, part.length - token.quote);
    bare.push(
      token.kind === 'comment'
        ? blank(part)
        : part.slice(0, token.quote) + blank(part.slice(token.quote, inner)) + part.slice(inner),
    );
    from = token.end;
    at = token.end - 1;
  }
  keep(text.slice(from));
  return { code: code.join(''), bare: bare.join('') };
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

function tokenAt(text: string, at: number, style: SourceStyle): Token | undefined {
  const sign = text[at];
  if (sign === '#') return style === 'python' ? comment(lineEnd(text, at)) : undefined;
  if (sign === '/' && style !== 'python') {
    if (text[at + 1] === '/') return comment(lineEnd(text, at));
    if (text[at + 1] === '*') return comment(after(text, '*/', at + 2));
    return style === 'javascript' && beginsRegExp(text, at) ? quoted(text, at, '/', false) : undefined;
  }
  if (sign === '"' || sign === "'") return stringAt(text, at, sign, style);
  if (sign !== '`') return undefined;
  if (style === 'go') return string(after(text, '`', at + 1), 1);
  return style === 'javascript' ? quoted(text, at, '`', true) : undefined;
}

function stringAt(text: string, at: number, sign: string, style: SourceStyle): Token | undefined {
  const triple = sign.repeat(3);
  if ((style === 'python' || (style === 'java' && sign === '"')) && text.startsWith(triple, at))
    return string(after(text, triple, at + 3), 3);
  if (style === 'rust' && sign === '"') {
    const hashes = /\br(#{0,9})$/.exec(text.slice(Math.max(0, at - 11), at))?.[1];
    return hashes === undefined
      ? quoted(text, at, sign, true)
      : string(Math.max(at + 1, after(text, `"${hashes}`, at + 1) - hashes.length), 1);
  }
  if (sign === "'" && style !== 'python' && style !== 'javascript') {
    // A sign of its own; in Rust it may also begin the name of a lifetime.
    const length = /^'(?:\\[^'\n]{1,10}|[^\\'\n]{1,2}|\\')'/.exec(text.slice(at, at + 14))?.[0].length;
    return length === undefined ? undefined : string(at + length, 1);
  }
  return quoted(text, at, sign, false);
}

function quoted(text: string, at: number, quote: string, overLines: boolean): Token {
  for (let end = at + 1; end < text.length; end++) {
    if (text[end] === '\\') end++;
    else if (text[end] === quote) return string(end + 1, 1);
    else if (text[end] === '\n' && !overLines) return string(end, 1);
  }
  return string(text.length, 1);
}

/** Where a value may begin a slash begins a regular expression, elsewhere it divides. */
function beginsRegExp(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 20), at).trimEnd();
  return before === '' || /[(,=:[!&|?{};+]$|\b(?:return|typeof|case)$/.test(before);
}

function comment(end: number): Token {
  return { kind: 'comment', end, quote: 0 };
}

function string(end: number, quote: number): Token {
  return { kind: 'string', end, quote };
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function after(text: string, sign: string, at: number): number {
  const end = text.indexOf(sign, at);
  return end < 0 ? text.length : end + sign.length;
}
