/** What `wirelab new` is about to make. */
export interface Draft {
  /** From the root of the place. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** What runs it, behind the word `wirelab`; or a whole command where the first word is `npx`. */
  readonly commands: readonly { readonly words: string; readonly does: string }[];
  /** What to change next. */
  readonly next: readonly string[];
}
