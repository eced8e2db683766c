import { isParameterError } from '../core/parameter-error.js';
import { UsageError } from './usage-error.js';

/** What a worker tells of an error that ended its job: of a mistake in a lab only what it is, of our own also where it was. */
export function workerErrorText(error: unknown): string {
  if (error instanceof UsageError || isParameterError(error)) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
