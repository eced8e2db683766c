import { defined } from '../../core/defined.js';
import type { CheckReport, Report } from './report.js';
import { scoreOf } from './score.js';

/** What is known before anything has run. */
export type Beginning = Pick<Report, 'tool' | 'lab' | 'role' | 'seed' | 'sandbox'> & {
  readonly submission: Pick<Report['submission'], 'name'> & Partial<Report['submission']>;
  /** The points of all checks that are to run. */
  readonly maxScore: number;
  readonly startedAt: Date;
};

/** What is known in the end. */
export interface Ending {
  readonly durationMs: number;
  readonly command?: readonly string[] | null;
  readonly port?: number | null;
  readonly checks?: readonly CheckReport[];
  readonly findings?: Report['findings'];
}

const NOT_DONE = 'the grader was stopped before it was done: this says nothing about the submission, grade it again';

/** The report to write first: it says that the grader did not come to its end, which stays true until another takes its place. */
export function startReport({ tool, lab, role, submission, seed, sandbox, maxScore, startedAt }: Beginning): Report {
  return {
    schema: 1,
    tool,
    lab: { number: lab.number, slug: lab.slug, title: lab.title },
    role,
    submission: {
      name: submission.name,
      sha256: submission.sha256 ?? null,
      command: submission.command ?? null,
      port: submission.port ?? null,
      ...defined({ handler: submission.handler }),
    },
    seed,
    sandbox,
    startedAt: startedAt.toISOString(),
    durationMs: 0,
    score: 0,
    maxScore,
    outcome: 'grader-error',
    reason: NOT_DONE,
    checks: [],
    findings: [],
  };
}

/** The report on a submission whose checks have run. */
export function gradedReport(started: Report, ending: Ending & { readonly checks: readonly CheckReport[] }): Report {
  return { ...ended(started, ending), outcome: 'graded', ...scoreOf(ending.checks) };
}

/** The report on a submission that cannot be graded as it is: it does not compile, say. `reason` is for its author. */
export function notGradableReport(started: Report, reason: string, ending: Ending): Report {
  return { ...ended(started, ending), outcome: 'not-gradable', reason };
}

/** The report where this machine or the tool has failed. */
export function graderErrorReport(started: Report, reason: string, ending: Ending): Report {
  return { ...ended(started, ending), outcome: 'grader-error', reason };
}

function ended(
  started: Report,
  { durationMs, command, port, checks, findings }: Ending,
): Omit<Report, 'outcome' | 'reason'> {
  const { schema, tool, lab, role, submission, seed, sandbox, startedAt, maxScore } = started;
  return {
    ...{ schema, tool, lab, role },
    submission: { ...submission, command: command ?? submission.command, port: port ?? submission.port },
    ...{ seed, sandbox, startedAt, durationMs },
    ...{ score: 0, maxScore },
    checks: checks ?? [],
    findings: findings ?? [],
  };
}
