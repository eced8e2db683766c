import { MachineError } from '../errors/machine-error.js';
import { reportError } from './report-error.js';

/**
 * `wirelab list | head -1` is no error: what nobody reads is not missed, and the exit code is that of the work. A server whose
 * log cannot be written goes on serving. Where standard output cannot be written for another reason, the work is lost.
 */
export function watchStandardStreams(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.exit(reportError(new MachineError(`cannot write standard output: ${error.message}`)));
  });
  process.stderr.on('error', () => undefined);
}
