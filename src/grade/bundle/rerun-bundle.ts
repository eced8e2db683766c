import { isDeepStrictEqual } from 'node:util';
import { defined } from '../../core/defined.js';
import type { Check } from '../../lab/check.js';
import type { Report } from '../report/report.js';
import { checkData, isCode } from './check-data.js';
import { compareFailures, type Rerun } from './compare-failures.js';
import type { OpenBundle } from './open-bundle.js';

/** What came of running the recorded checks of a bundle again. */
export interface BundleRerun {
  readonly report: Report;
  readonly reruns: readonly Rerun[];
  /** Ids of recorded checks that were not run: they are code of a lab that has changed since. */
  readonly gone: readonly string[];
}

/** The recorded checks that can be run again. */
export interface RunnableChecks {
  /** Code is the lab's own. */
  readonly checks: readonly Check[];
  /** The same for a worker: an id stands for the lab's own check. */
  readonly told: readonly (Check | string)[];
}

/** What of a bundle can be run again here. */
export function runnableChecks(bundle: OpenBundle): RunnableChecks {
  const own = ownChecks(bundle);
  const gone = goneChecks(bundle);
  const kept = bundle.checks.filter(({ id }) => !gone.includes(id));
  const ids = new Set(kept.map(({ id }) => id));
  // What was left out of the bundle cannot pass first.
  const checks = kept.map((check): Check =>
    isCode(check)
      ? (own.get(check.id) ?? check)
      : { ...check, ...defined({ needs: check.needs?.filter((id) => ids.has(id)) }) },
  );
  return { checks, told: checks.map((check) => (isCode(check) ? check.id : check)) };
}

/** What became of the recorded failures, from the report on running them again. */
export function rerunReport(bundle: OpenBundle, report: Report): BundleRerun {
  return { report, reruns: compareFailures(bundle.report.checks, report.checks), gone: goneChecks(bundle) };
}

/** Ids of recorded checks that are otherwise in the installed lab, or not in it. */
export function changedChecks(bundle: OpenBundle): string[] {
  const own = ownChecks(bundle);
  return bundle.checks
    .filter((check) => !isDeepStrictEqual(checkData(check), checkData(own.get(check.id) ?? ({} as Check))))
    .map(({ id }) => id);
}

function goneChecks(bundle: OpenBundle): string[] {
  const own = ownChecks(bundle);
  return bundle.checks
    .filter((check) => isCode(check))
    .filter((check) => !isDeepStrictEqual(checkData(check), checkData(own.get(check.id) ?? ({} as Check))))
    .map(({ id }) => id);
}

function ownChecks({ lab, manifest }: OpenBundle): ReadonlyMap<string, Check> {
  return new Map((lab.checks?.[manifest.role] ?? []).map((check) => [check.id, check]));
}
