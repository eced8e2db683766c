import { ExitCode } from './exit-code.js';

/** Tells an error in one line on standard error, and returns what to exit with. */
export function reportError(error: unknown): ExitCode {
  const { name, message, stack } = error instanceof Error ? error : { name: '', message: String(error), stack: undefined };
  process.stderr.write(`wirelab: ${message}\n`);
  if (name === 'UsageError') return ExitCode.usage;
  if (name !== 'MachineError') {
    process.stderr.write(
      process.env.WIRELAB_TRACE === undefined ? 'wirelab: this is a fault of wirelab itself; WIRELAB_TRACE=1 shows where\n' : `${stack ?? ''}\n`,
    );
  }
  return ExitCode.machine;
}
