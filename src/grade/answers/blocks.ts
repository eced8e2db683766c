import type { Token } from 'markdown-it';
import MarkdownIt from 'markdown-it';

/** A block of a Markdown text that is in no other. Lines count from 0; `end` is the first behind it. */
export interface Block {
  readonly kind: 'heading' | 'quote' | 'html' | 'code' | 'other';
  readonly start: number;
  readonly end: number;
  /** What it says, without the signs that make it a heading, a list or code; the marks within a line are left. */
  readonly text: string;
}

/** The blocks of a Markdown text (CommonMark), in order. */
export function blocksOf(text: string): Block[] {
  const markdown = new MarkdownIt('commonmark');
  markdown.core.ruler.enableOnly(['normalize', 'block']); // nothing within a line is wanted
  const blocks: Block[] = [];
  let open: { readonly token: Token; readonly said: string[] } | undefined;
  for (const token of markdown.parse(text, {})) {
    open?.said.push(...saidBy(token));
    if (token.level > 0) continue;
    if (token.nesting === 1) open = { token, said: [] };
    if (token.nesting === 0) blocks.push(block(token, saidBy(token)));
    if (token.nesting === -1 && open !== undefined) {
      blocks.push(block(open.token, open.said));
      open = undefined;
    }
  }
  return blocks;
}

const KINDS: Readonly<Record<string, Block['kind']>> = {
  heading_open: 'heading',
  blockquote_open: 'quote',
  html_block: 'html',
  fence: 'code',
  code_block: 'code',
};

function block({ type, map }: Token, said: readonly string[]): Block {
  const [start, end] = map ?? [0, 0];
  return { kind: KINDS[type] ?? 'other', start, end, text: said.join('\n') };
}

function saidBy({ type, content }: Token): string[] {
  if (type === 'inline' || type === 'html_block') return [withoutComments(content)];
  return type === 'fence' || type === 'code_block' ? [content.replace(/\n$/, '')] : [];
}

/** The text without its HTML comments; one that is not closed goes to the end, as in a browser. */
export function withoutComments(text: string): string {
  const parts = text.split('<!--');
  const [first = '', ...rest] = parts;
  return first + rest.map((part) => (part.includes('-->') ? part.slice(part.indexOf('-->') + 3) : '')).join('');
}
