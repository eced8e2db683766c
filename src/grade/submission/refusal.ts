import { visible } from '../../text/visible-text.js';

/** A submission that is not unpacked, because an entry of it breaks a rule. The message names both. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  /** `entry` is the name as it was handed in, shown with escapes; `undefined` when the whole archive is meant. */
  constructor(
    readonly entry: string | undefined,
    readonly rule: string,
  ) {
    super(entry === undefined ? rule : `${entry}: ${rule}`);
  }
}

const LONGEST_SHOWN = 200;

/** A name of somebody else's on one line, with what cannot be seen as escapes. */
export function shownName(name: string): string {
  return visible(name, LONGEST_SHOWN);
}

/** What a library says of a broken archive, to stand behind a colon. */
export function libraryWords(error: unknown): string {
  return shownName(
    (error instanceof Error ? error.message : String(error)).replace(/^./, (letter) => letter.toLowerCase()),
  );
}
