/** Where a handler and its services say what a person who watches the server wants to know: one line each. */
export interface Log {
  info(line: string): void;
  /** Something is wrong, and the server goes on. */
  warn(line: string): void;
}
