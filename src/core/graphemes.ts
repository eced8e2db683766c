const SLICE = 256;

let segmenter: Intl.Segmenter | undefined; // slow to load, so made when it is first needed

/**
 * What a person sees as the characters of `text`.
 *
 * A segmenter copies its whole text for each character that it finds, so it is given slices. What ends one is not sure to
 * be whole, and begins the next.
 */
export function graphemes(text: string): string[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  const found: string[] = [];
  let size = SLICE;
  for (let at = 0; at < text.length;) {
    const end = at + size + Number(isPair(text, at + size - 1));
    const pieces = Array.from(segmenter.segment(text.slice(at, end)), ({ segment }) => segment);
    const unsure = end < text.length ? pieces.pop() : undefined;
    size = pieces.length > 0 ? SLICE : 2 * size;
    for (const piece of pieces) {
      found.push(piece);
      at += piece.length;
    }
    if (unsure === undefined) break;
  }
  return found;
}

/** True when a character of two code units begins at `at`. */
function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}
