import { ExitCode } from './exit-code.js';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A command that its first SIGINT, SIGTERM or SIGHUP ends in order: the work is told so, and what it has started and made is gone when this returns. A second one exits at once. */
export function interruptible<F>(
  run: (flags: F, signal: AbortSignal) => ExitCode | Promise<ExitCode>,
): (flags: F) => Promise<ExitCode> {
  return async (flags) => {
    const stop = new AbortController();
    const interrupt = (): void => {
      if (stop.signal.aborted) process.exit(ExitCode.interrupted);
      stop.abort();
    };
    for (const signal of SIGNALS) process.on(signal, interrupt);
    try {
      const code = await run(flags, stop.signal);
      return stop.signal.aborted ? ExitCode.interrupted : code;
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      return ExitCode.interrupted;
    } finally {
      for (const signal of SIGNALS) process.off(signal, interrupt);
    }
  };
}
