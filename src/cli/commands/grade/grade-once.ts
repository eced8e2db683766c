import { defined } from '../../../core/defined.js';
import { labReference } from '../../../compose/labs.js';
import { ownModule } from '../../../grade/sandbox/own-module.js';
import type { CheckReport, Report } from '../../../grade/report/report.js';
import { SandboxError } from '../../../grade/sandbox/sandbox-error.js';
import { gradeProgram, type Grading } from '../../../grade/run/grade-program.js';
import type { Tape } from '../../../grade/run/tape.js';
import type { NotGradable, Submission } from '../../../grade/submission/submission.js';
import { MachineError } from '../../../errors/machine-error.js';
import { version } from '../../../compose/version.js';
import type { GradeRequest } from './grade-request.js';
import { programsOf, refusal, takenSubmission } from './taken-submission.js';

/** What is told while a submission is graded. */
export interface GradeListener {
  /** The report that holds until the work on a program is done. */
  readonly begun?: (report: Report) => Promise<void>;
  /** A check is done. */
  readonly progress?: (check: CheckReport) => void;
  /** A program is done. */
  readonly done?: (report: Report) => Promise<void>;
}

/** How one of several gradings differs from the others. */
export interface GradeRun {
  /** Gradings at the same time have different slots. */
  readonly slot?: number;
  readonly signal?: AbortSignal;
  /** In place of the lab's checks. */
  readonly checks?: Grading['checks'];
  readonly tape?: Tape;
}

/** Takes in the submission and grades each of its programs. */
export async function gradeOnce(
  request: GradeRequest,
  listener: GradeListener = {},
  run: GradeRun = {},
): Promise<Report[]> {
  const submission = await takenSubmission(request);
  try {
    run.signal?.throwIfAborted();
    return await gradeTaken(request, submission, listener, run);
  } finally {
    if (submission.gradable) await submission.dispose();
  }
}

/** Grades each program of a submission that is taken in already, and stays so. */
export async function gradeTaken(
  request: GradeRequest,
  submission: Submission | NotGradable,
  listener: GradeListener = {},
  run: GradeRun = {},
): Promise<Report[]> {
  const { lab, seed, role, only, unsafe } = request;
  const beginning = {
    tool: { name: 'wirelab', version: version() },
    lab,
    seed,
    sandbox: unsafe ? 'none' : 'bubblewrap',
  } as const;
  if (!submission.gradable) {
    const report = refusal(submission, { ...beginning, role: role === 'client' ? 'client' : 'server' });
    await listener.done?.(report);
    return [report];
  }
  const reports: Report[] = [];
  try {
    for (const program of programsOf(submission, role)) {
      const report = await gradeProgram({
        ...beginning,
        submission,
        program,
        worker: ownModule('src/compose/workers/grade-worker'),
        replay: [
          'wirelab',
          'grade',
          labReference(lab),
          request.path,
          '--role',
          program.isHandler === true ? 'handler' : program.role,
          '--seed',
          String(seed),
          ...(request.student === undefined ? [] : ['--student', request.student]),
        ],
        ...defined({ only }),
        ...(unsafe
          ? {
              unsafe,
              waits: (line) => {
                process.stderr.write(`wirelab: ${line}\n`);
              },
            }
          : {}),
        ...defined({ begun: listener.begun, progress: listener.progress }),
        ...run,
      });
      reports.push(report);
      await listener.done?.(report);
    }
    return reports;
  } catch (error) {
    if (error instanceof SandboxError) throw new MachineError(error.line);
    throw error;
  }
}
