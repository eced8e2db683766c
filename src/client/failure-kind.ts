import type { FailureGroup, FailureWords } from './failure-group.js';
import { failureGroups } from './failure-groups.js';

type Groups = typeof failureGroups;

/** The name of something that can be wrong with what was handed in. */
export type CauseKind = { [G in keyof Groups]: keyof Groups[G]['kinds'] }[keyof Groups];

/** What can go wrong with a step. */
export type FailureKind = Exclude<CauseKind, keyof Groups['answers']['kinds']>;

/** All groups, in their order. */
export const groupsInOrder: readonly FailureGroup[] = Object.values<FailureGroup>(failureGroups).sort(
  (a, b) => a.order - b.order,
);

/** What there is to say of each kind. */
export const failureWords = Object.assign({}, ...groupsInOrder.map(({ kinds }) => kinds)) as Readonly<
  Record<CauseKind, FailureWords>
>;
