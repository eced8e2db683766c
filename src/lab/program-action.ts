/** What a check does with the program under test, or waits for it to do. Only a grader can. */
export type ProgramAction =
  /** Starts it again after it has ended or was killed; it has to come up on the port that it had. */
  | { readonly act: 'start' }
  /** SIGSTOP halts it, so that what is done meanwhile has been done when SIGCONT lets it go on. */
  | { readonly act: 'signal'; readonly signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT' }
  /** Writes to its standard input. */
  | { readonly act: 'type'; readonly text: string }
  /** Ends its standard input. */
  | { readonly act: 'end-input' }
  /** Waits until its standard output holds this text behind what was waited for before. */
  | { readonly act: 'prints'; readonly text: string }
  /**
   * Waits until it has ended by itself, with an exit code that says success or failure. `withinMs` is what its task gives it
   * (default: no time), to which is added what any wait may take on this machine. `says`: its standard error has to hold this text.
   * `notBeforeMs`: so long after it was started it has to be there still. `withoutConnecting`: a client does not connect once more before.
   */
  | {
      readonly act: 'ends';
      readonly code?: 'zero' | 'nonzero' | number;
      readonly says?: string;
      readonly withinMs?: number;
      readonly notBeforeMs?: number;
      readonly withoutConnecting?: true;
    }
  /** Client, where nobody listens at first: waits until it has been refused so many times. From then on somebody listens. */
  | { readonly act: 'let-in'; readonly refusals: number }
  /** Server: it listens on this port. */
  | { readonly act: 'listens'; readonly port: number }
  /** Server: whoever wants to connect to it at this address of its machine is refused. */
  | { readonly act: 'refuses'; readonly host: string }
  /** Looks at the lines that it has printed on its standard output so far: `judge` returns what is wrong with them, in one line. */
  | { readonly act: 'printed'; readonly judge: (lines: readonly string[]) => string | undefined }
  /** Waits until it has nothing to do (of a program that never rests only half a second): it has not ended. */
  | { readonly act: 'runs' }
  /** As `runs`, and every connection that its peer has ended was closed by it too: no socket stays in CLOSE_WAIT. */
  | { readonly act: 'settles' };
