import type { LabServer } from '../../server/lab-server.js';
import type { CheckReport } from '../report/report.js';
import type { OpenBundle } from './open-bundle.js';
import { changedChecks } from './rerun-bundle.js';
import { rejudge, type Rejudged } from './rejudge.js';

const FLOOR = 2000; // milliseconds, where a bundle does not say how long was waited

/** A recorded check, with what comes of judging its bytes again. */
export type JudgedCheck = Rejudged & { readonly check: CheckReport };

/** What a bundle says, held against what is installed here. */
export interface BundleJudgement {
  readonly judged: readonly JudgedCheck[];
  /** Ids of recorded checks that are otherwise in the installed lab, or not in it. */
  readonly changed: readonly string[];
}

/** Judges every recorded exchange again, with the lab's handler and framing: those of `reference`, which does not run. */
export async function rejudgeBundle(
  bundle: OpenBundle,
  { handler, framing, settings: { maxFrame } }: LabServer,
): Promise<BundleJudgement> {
  const { manifest, report, checks, exchanges, lab } = bundle;
  const settings = {
    role: manifest.role,
    transport: lab.server.transport,
    handler,
    framing,
    maxFrame,
    deadlineMs: manifest.deadlineMs ?? FLOOR,
  };
  const judged: JudgedCheck[] = [];
  for (const check of report.checks) {
    const recorded = checks.find(({ id }) => id === check.id);
    const result: Rejudged =
      recorded === undefined
        ? { verdict: 'not-judged', message: 'it is hidden' }
        : await rejudge(recorded, check, exchanges.get(check.id), settings);
    judged.push({ check, ...result });
  }
  return { judged, changed: changedChecks(bundle) };
}
