import { visible } from './visible-text.js';

/** The words as a command that can be pasted into a POSIX shell (bash, for words with control characters) and means them. */
export function shellCommand(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  // What does not show as it is would be lost when it is copied from the screen.
  if (visible(word, Infinity) !== word) return `$'${escaped(word)}'`;
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function escaped(word: string): string {
  return Array.from(word, (character) => {
    const code = character.codePointAt(0) as number;
    if (character === '\\' || character === "'") return `\\${character}`;
    if (code >= 0x20 && code < 0x7f) return character;
    return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
  }).join('');
}
