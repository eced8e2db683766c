import type { Checks } from '../../src/lab/check.js';
import { clientChecks } from './client-checks.js';
import type { Messages } from './messages.js';
import { serverChecks } from './server-checks.js';

/** `limit`: above which temperature there is an alarm, in thousandths; `messages`: those of the variant. */
export function checksFor(limit: number, messages: Messages): Checks {
  return { server: serverChecks(limit, messages), client: clientChecks(limit, messages) };
}
