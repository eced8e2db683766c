import type { Checks } from '../../src/lab/check.js';
import { clientChecks } from './client-checks.js';
import { serverChecks } from './server-checks.js';

/** `limit`: above which temperature there is an alarm, in thousandths. */
export function checksFor(limit: number): Checks {
  return { server: serverChecks(limit), client: clientChecks(limit) };
}
