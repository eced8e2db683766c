import { MachineError } from '../errors/machine-error.js';
import { UsageError } from '../errors/usage-error.js';
import { SandboxError } from './sandbox/sandbox-error.js';
import { SubmissionPathError } from './submission/read-contents.js';

/** What stops a grading, in the words of those who asked for it. */
export async function inWords<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof SubmissionPathError) throw new UsageError(error.message, { cause: error });
    if (error instanceof SandboxError) throw new MachineError(error.line, { cause: error });
    throw error;
  }
}
