import { defined } from '../../core/defined.js';
import type { Check } from '../../lab/check.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { portChecks } from '../check/port-checks.js';
import { runChecks, type CheckResult } from '../check/run-checks.js';
import type { Installation } from '../installation.js';
import { gradedReport, notGradableReport, startReport } from '../report/make-report.js';
import type { CheckReport, Report } from '../report/report.js';
import { toCheckReport } from '../report/to-check-report.js';
import type { Noticed, Reporter } from '../reporter.js';
import { RemoteTarget } from '../target/remote-target.js';
import type { TargetAddress } from '../target/target-address.js';
import { wanted } from './do-job.js';
import { openTarget } from './open-target.js';

/** Which server to grade through its port, and how. */
export interface TargetGrading {
  readonly installation: Installation;
  readonly lab: NumberedLab;
  readonly address: TargetAddress;
  readonly seed: number;
  /** Only these checks, with those that they need. Default: all. */
  readonly only?: readonly string[];
  /** In place of the lab's checks. */
  readonly checks?: readonly Check[];
  /** The words of the command that grades this target again, to which `--only ID` is added. */
  readonly replay: readonly string[];
  readonly reporter: Required<Reporter>;
  readonly signal?: AbortSignal;
}

/** Grades a server that runs already with the checks that need only its port; the others are left out, and do not count. */
export async function gradeTarget(grading: TargetGrading): Promise<Report> {
  const { installation, lab, address, seed, only, signal, reporter, replay } = grading;
  const opened = await openTarget(address, (listen) => installation.reference(lab, listen));
  try {
    const asked = wanted(grading.checks ?? lab.checks?.server ?? [], only);
    const { tried, left } = portChecks(asked, opened.hasBuffers);
    const begin = performance.now();
    const started = startReport({
      tool: { name: 'wirelab', version: installation.version },
      lab,
      role: 'server',
      submission: { name: opened.name, port: opened.port },
      seed,
      sandbox: 'none',
      maxScore: tried.reduce((sum, { points }) => sum + points, 0),
      startedAt: new Date(),
    });
    await reporter.programStarted(started);
    const done = new Map<string, CheckReport>();
    const findings: Noticed[] = [];
    const take = (result: CheckResult): void => {
      const { id } = result.check;
      const report = toCheckReport(result, [...replay, '--only', id]);
      done.set(id, report);
      reporter.checkEnded(report, { transcript: result.outcome?.transcript ?? [] });
      for (const found of result.findings) {
        const finding = { ...found, check: id };
        findings.push(finding);
        reporter.finding(finding);
      }
    };
    const target = new RemoteTarget(opened.connect);
    await runChecks(
      tried,
      target,
      { ...opened, seed, ...defined({ signal }) },
      {
        started: ({ id, title }) => {
          reporter.checkStarted({ id, title });
        },
        attempted: ({ id, title }, attempt, passed) => {
          reporter.attemptEnded({ id, title, attempt, passed });
        },
        ended: (result) => {
          if (target.unreachable === undefined) take(result);
        },
      },
    );
    signal?.throwIfAborted();
    const reachable = target.unreachable === undefined && tried.length > 0;
    if (reachable)
      for (const { check, reason } of left) take({ check, status: 'skip', reason, attempts: [], findings: [] });
    const ending = { durationMs: performance.now() - begin, findings };
    const report = reachable
      ? gradedReport(started, { ...ending, checks: asked.flatMap(({ id }) => done.get(id) ?? []) })
      : notGradableReport(started, target.unreachable ?? ONLY_PROGRAM, ending);
    await reporter.programEnded(report, { deadlineMs: opened.deadlineMs });
    return report;
  } finally {
    await opened.close();
  }
}

const ONLY_PROGRAM = 'none of the checks can be tried through a port: hand in the program';
