/** What the process exits with: a contract with scripts. */
export const ExitCode = {
  ok: 0,
  /** The script, or the work that is graded, failed. */
  failed: 1,
  /** Wrong usage: the message says what exists. */
  usage: 2,
  /** This machine, or wirelab itself, could not do it. */
  machine: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
