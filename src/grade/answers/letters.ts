import type { Choices } from '../../lab/question.js';

/** The letters of the choices that an answer names, or why they cannot be told. */
export type Letters = { readonly letters: readonly string[] } | { readonly unclear: string };

const LETTER_AND_TEXT = /^\(?([a-z])(?:\)|[.:](?=\s|$)|\s+[-–—]\s)/i;

/** Reads `b`, `(b)`, `**b**`, `b) because …`, `a, c`, `a and c`, a letter in each line, `none`, or the text of a choice. */
export function readLetters(answer: string, choices: Choices): Letters {
  const known = Object.keys(choices);
  const text = answer
    .replace(/[*_`"'“”‘’]/g, '')
    .replace(/^\s*(?:(?:my|the)\s+)?answers?\s*(?:is|are)?\s*[:=]?\s+/i, '')
    .trim();
  if (/^(?:none|nothing)\b.{0,20}$/i.test(text)) return { letters: [] };
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^\s*[-+•]\s+/, '').trim())
    .filter((line) => line !== '');
  const found: string[] = [];
  for (const line of lines) {
    const here = lettersIn(line, choices);
    // A sentence below the letter gives a reason, and is not asked for.
    if (here === undefined && found.length > 0) break;
    if (here === undefined)
      return {
        unclear: `no letter is named: write ${known.length > 2 ? `one of ${known.join(', ')}` : known.join(' or ')}`,
      };
    found.push(...here);
  }
  const unknown = found.find((letter) => !known.includes(letter));
  if (unknown !== undefined) return { unclear: `there is no choice ${unknown}: the choices are ${known.join(', ')}` };
  return { letters: [...new Set(found)].sort() };
}

function lettersIn(line: string, choices: Choices): string[] | undefined {
  const same = Object.entries(choices).find(([, text]) => folded(text) === folded(line));
  if (same !== undefined) return [same[0]];
  const words = line
    .replace(/[().,;:&+/]|\band\b/gi, ' ')
    .trim()
    .split(/\s+/);
  if (words.every((word) => /^[a-z]$/i.test(word))) return words.map((word) => word.toLowerCase());
  if (words.every((word) => /^[a-z]{1,26}$/.test(word)) && words.length === 1 && isRun(words[0] ?? '', choices))
    return Array.from(words[0] ?? '');
  const letter = LETTER_AND_TEXT.exec(line)?.[1];
  return letter === undefined ? undefined : [letter.toLowerCase()];
}

/** `ac`, written without anything between: letters of choices, in order. */
function isRun(word: string, choices: Choices): boolean {
  const letters = Array.from(word);
  return (
    word.length <= Object.keys(choices).length &&
    letters.every((letter, index) => Object.hasOwn(choices, letter) && letter > (letters[index - 1] ?? ''))
  );
}

function folded(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
