/** Something that a module adds to a list that others draw from, by name. It is loaded when it is asked for, not before. */
export interface Contribution<T> {
  /** What it is asked for by: small letters, digits and hyphens. */
  readonly name: string;
  load(): T | Promise<T>;
  /** The file that it is in, where there is one: for what is said about it. */
  readonly path?: string;
  /** It came with this installation: what is wrong with it is our fault. */
  readonly isOurs?: true;
}
