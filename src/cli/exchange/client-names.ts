import { ONLY_CLIENT } from '../../client/exchange-steps.js';
import type { Script } from '../../lab/step.js';

/** The clients of a script, in the order of their first steps. */
export function clientNames({ steps }: Script): readonly string[] {
  return [...new Set(steps.map(({ client = ONLY_CLIENT }) => client))];
}
