import { failureWords, type CauseKind } from '../../client/failure-kind.js';

export type { CauseKind } from '../../client/failure-kind.js';

/** What can be wrong with what was handed in, each in one sentence that needs no knowledge of the check. */
export const CAUSES = Object.fromEntries(
  Object.entries(failureWords).map(([kind, { says }]) => [kind, says]),
) as Readonly<Record<CauseKind, string>>;
