import { isParameterError } from '../../../core/parameter-error.js';
import { UsageError } from '../../../errors/usage-error.js';
import { parseTargetAddress, type TargetAddress } from '../../../grade/target/target-address.js';

/** What `--target` says. Throws a UsageError. */
export function targetFlag(text: string): TargetAddress {
  try {
    return parseTargetAddress(text);
  } catch (error) {
    throw isParameterError(error) ? new UsageError(`--target: ${error.message}`, { cause: error }) : error;
  }
}
