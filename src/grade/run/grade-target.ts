import { defined } from '../../core/defined.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { RemoteTarget } from '../target/remote-target.js';
import { runChecks, type CheckResult } from '../check/run-checks.js';
import { gradedReport, notGradableReport, startReport } from '../report/make-report.js';
import type { CheckReport, Report } from '../report/report.js';
import { toCheckReport } from '../report/to-check-report.js';
import { wanted } from './do-job.js';
import type { OpenTarget } from './open-target.js';
import { portChecks } from '../check/port-checks.js';

/** Which server to grade through its port, and how. */
export interface TargetGrading {
  readonly lab: NumberedLab;
  readonly target: OpenTarget;
  readonly seed: number;
  /** Only these checks, with those that they need. Default: all. */
  readonly only?: readonly string[];
  readonly tool: Report['tool'];
  /** The words of the command that grades this target again, to which `--only ID` is added. */
  readonly replay: readonly string[];
  readonly signal?: AbortSignal;
  /** Told of the report that holds until the work is done. */
  readonly begun?: (report: Report) => Promise<void>;
  /** Told of each check as it is done. */
  readonly progress?: (check: CheckReport) => void;
}

/** Grades a server that runs already with the checks that need only its port; the others are left out, and do not count. */
export async function gradeTarget(grading: TargetGrading): Promise<Report> {
  const { lab, target, seed, tool, only, signal } = grading;
  const asked = wanted(lab.checks?.server ?? [], only);
  const { tried, left } = portChecks(asked, target.hasBuffers);
  const begin = performance.now();
  const maxScore = tried.reduce((sum, { points }) => sum + points, 0);
  const started = startReport({
    tool,
    lab,
    role: 'server',
    submission: { name: target.name, port: target.port },
    seed,
    sandbox: 'none',
    maxScore,
    startedAt: new Date(),
  });
  await grading.begun?.(started);
  const done = new Map<string, CheckReport>();
  const findings: Report['findings'][number][] = [];
  const tell = (result: CheckResult): void => {
    const { check } = result;
    const report = toCheckReport(result, [...grading.replay, '--only', check.id]);
    done.set(check.id, report);
    findings.push(...result.findings.map((finding) => ({ ...finding, check: check.id })));
    grading.progress?.(report);
  };
  const subject = new RemoteTarget(target.connect);
  await runChecks(tried, subject, { ...target, seed, ...defined({ signal }) }, (result) => {
    if (subject.unreachable === undefined) tell(result);
  });
  const ending = { durationMs: performance.now() - begin, findings };
  signal?.throwIfAborted();
  if (subject.unreachable !== undefined) return notGradableReport(started, subject.unreachable, ending);
  if (tried.length === 0)
    return notGradableReport(started, 'none of the checks can be tried through a port: hand in the program', ending);
  for (const { check, reason } of left) tell({ check, status: 'skip', reason, attempts: [], findings: [] });
  return gradedReport(started, { ...ending, checks: asked.flatMap(({ id }) => done.get(id) ?? []) });
}
