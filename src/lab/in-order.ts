import { unknownName } from '../text/nearest.js';
import type { Check } from './check.js';

/** Checks that cannot be brought into an order. */
export class CheckOrderError extends Error {
  override readonly name = 'CheckOrderError';
}

/** The checks with those that they need before them, otherwise as they stand. Throws a CheckOrderError for one that does not exist, or a circle. */
export function inOrder(checks: readonly Check[]): readonly Check[] {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const ordered = new Set<Check>();
  const visit = (check: Check, path: readonly string[]): void => {
    if (ordered.has(check)) return;
    if (path.includes(check.id))
      throw new CheckOrderError(`checks need one another in a circle: ${[...path, check.id].join(' → ')}`);
    for (const id of check.needs ?? []) {
      const needed = byId.get(id);
      if (needed === undefined)
        throw new CheckOrderError(
          `check ${check.id} needs one that is not there: ${unknownName('check', id, byId.keys())}`,
        );
      visit(needed, [...path, check.id]);
    }
    ordered.add(check);
  };
  for (const check of checks) visit(check, []);
  return [...ordered];
}
