import { ExitCode } from './exit-code.js';
import { spentResource } from '../errors/spent-resource.js';

/** Tells an error in one line on standard error, and returns what to exit with. */
export function reportError(error: unknown): ExitCode {
  const { name, message, stack } =
    error instanceof Error ? error : { name: '', message: String(error), stack: undefined };
  const spent = spentResource(error);
  process.stderr.write(`wirelab: ${spent ?? message}\n`);
  if (name === 'UsageError' || name === 'ParameterError') return ExitCode.usage;
  if (name !== 'MachineError' && spent === undefined) {
    process.stderr.write(
      process.env.WIRELAB_TRACE === undefined
        ? 'wirelab: this is a fault of wirelab itself; WIRELAB_TRACE=1 shows where\n'
        : `${stack ?? ''}\n`,
    );
  }
  return ExitCode.machine;
}
