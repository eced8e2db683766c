import { UsageError } from '../../compose/usage-error.js';
import { parseTarget, type Target } from '../../grade/target/parse-target.js';

/** What `--target` says. Throws a UsageError. */
export function targetFlag(text: string): Target {
  try {
    return parseTarget(text);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(`--target: ${error.message}`, { cause: error }) : error;
  }
}
