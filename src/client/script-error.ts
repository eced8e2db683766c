import { nearest } from '../text/nearest.js';

/** A script file that cannot be used: one line for each mistake, with its place in the file. */
export class ScriptError extends Error {
  override readonly name = 'ScriptError';

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

/** The sentence for a key that `what` does not have. */
export function unknownKey(what: string, key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return `${what} has no "${key}"; ${meant === undefined ? '' : `did you mean "${meant}"? `}it takes: ${known.join(', ')}`;
}
