import { ExitCode } from './exit-code.js';
import { spentResource } from '../errors/spent-resource.js';
import { terminal } from './terminal.js';

/** Tells an error in one line on standard error, and returns what to exit with. */
export function reportError(error: unknown): ExitCode {
  const { name, message, stack } =
    error instanceof Error ? error : { name: '', message: String(error), stack: undefined };
  const spent = spentResource(error);
  terminal.say(`wirelab: ${spent ?? message}`);
  if (name === 'UsageError' || name === 'ParameterError') return ExitCode.usage;
  if (name !== 'MachineError' && spent === undefined) {
    terminal.say(
      process.env.WIRELAB_TRACE === undefined
        ? 'wirelab: this is a fault of wirelab itself; WIRELAB_TRACE=1 shows where'
        : (stack ?? ''),
    );
  }
  return ExitCode.machine;
}
