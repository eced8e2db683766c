import type { Key } from '../../src/lab/question-key.js';

/** A text of a key: what is told to who was wrong, or what nobody but those who teach may see. */
export interface KeyText {
  readonly text: string;
  readonly isFeedback: boolean;
}

/** Every text of a key that is long enough to be looked for. */
export function keyTexts(key: Key): KeyText[] {
  const found: KeyText[] = [];
  const visit = (value: unknown, isFeedback: boolean): void => {
    if (typeof value === 'string' && value.length >= 12) found.push({ text: value, isFeedback });
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return;
    // What an answer may look like is not secret: somebody wrote it.
    for (const [name, member] of Object.entries(value))
      if (name !== 'like') visit(member, isFeedback || ['wrong', 'feedback'].includes(name));
  };
  visit(key, false);
  return found;
}
