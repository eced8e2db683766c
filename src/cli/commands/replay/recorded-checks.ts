import { defined } from '../../../core/defined.js';
import { isDeepStrictEqual } from 'node:util';
import { checkData, isCode } from '../../../grade/bundle/check-data.js';
import type { Check } from '../../../lab/check.js';
import type { OpenedBundle } from './opened-bundle.js';

/** The recorded checks, ready to be run again. */
export interface RunnableChecks {
  /** Code is the lab's own. */
  readonly checks: readonly Check[];
  /** The same for a worker: an id stands for the lab's own check. */
  readonly told: readonly (Check | string)[];
  /** Ids of recorded checks that cannot be run again: they are code of a lab that has changed. */
  readonly gone: readonly string[];
}

/** What of a bundle can be run again here. */
export function runnableChecks({ checks: recorded, lab, manifest }: OpenedBundle): RunnableChecks {
  const own = new Map((lab.checks?.[manifest.role] ?? []).map((check) => [check.id, check]));
  const gone = recorded
    .filter(
      (check) =>
        (isCode(check) && !isDeepStrictEqual(checkData(check), checkData(own.get(check.id) ?? check))) ||
        (isCode(check) && !own.has(check.id)),
    )
    .map(({ id }) => id);
  const kept = recorded.filter(({ id }) => !gone.includes(id));
  const ids = new Set(kept.map(({ id }) => id));
  // What was left out of the bundle cannot pass first.
  const checks = kept.map((check): Check =>
    isCode(check)
      ? (own.get(check.id) ?? check)
      : {
          ...check,
          ...defined({ needs: check.needs === undefined ? undefined : check.needs.filter((id) => ids.has(id)) }),
        },
  );
  return { checks, told: checks.map((check) => (isCode(check) ? check.id : check)), gone };
}

/** Ids of recorded checks that are otherwise in the installed lab, or not in it. */
export function changedChecks({ checks, lab, manifest }: OpenedBundle): string[] {
  const own = new Map((lab.checks?.[manifest.role] ?? []).map((check) => [check.id, check]));
  return checks
    .filter((check) => !isDeepStrictEqual(checkData(check), checkData(own.get(check.id) ?? ({} as Check))))
    .map(({ id }) => id);
}
