import { defined } from '../../../../core/defined.js';
import { UsageError } from '../../../../errors/usage-error.js';
import type { Report } from '../../../../grade/report/report.js';
import { visible } from '../../../../text/visible-text.js';
import { changeLines } from './change-lines.js';
import { compareRuns } from './compare-runs.js';
import type { PathWatch } from '../../../../grade/submission/path-watch.js';
import type { SubmissionRequest } from '../../../../grade/grade-request.js';
import type { Grader } from '../../../../grade/grader.js';
import type { NotGradable, Submission } from '../../../../grade/submission/submission.js';
import { ExitCode } from '../../../exit-code.js';
import { MachineError } from '../../../../errors/machine-error.js';
import type { GradeFlags } from '../grade-flags.js';
import { terminal } from '../../../terminal.js';
import { progressKeeper } from '../progress-keeper.js';
import { showReport, writerFor } from '../report-output.js';

/** `wirelab grade --watch`: grades again on every save, until `signal` is aborted. */
export async function gradeOnSave(
  grader: Grader,
  request: SubmissionRequest,
  flags: GradeFlags,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (flags.json === true || (flags.format !== undefined && flags.out === undefined)) {
    throw new UsageError(
      '--watch shows text that changes: for reports in a format give them a file too, with --format and --out',
    );
  }
  await oneProgram(grader, request, flags);
  let broken: Error | undefined;
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  const watch = await grader.watch(request.path, {
    ...defined({ except: flags.out === undefined ? undefined : [flags.out] }),
    failed: (error) => {
      broken = error;
      stop.abort();
    },
  });
  try {
    await new Watching(grader, request, flags).go(watch, ended);
  } finally {
    await watch.close();
  }
  if (broken !== undefined) throw new MachineError(`cannot watch ${visible(request.path, 300)}: ${broken.message}`);
  return ExitCode.interrupted;
}

/** A path that does not exist is more likely mistyped than about to be made; and a report is on one program. */
async function oneProgram(grader: Grader, request: SubmissionRequest, { out }: GradeFlags): Promise<void> {
  const submission = await grader.take(request);
  if (!submission.gradable) return;
  await submission.dispose();
  if (out !== undefined && grader.programsOf(submission, request.role).length > 1) {
    throw new UsageError('--out takes one report, and the submission has a server and a client: say which with --role');
  }
}

class Watching {
  readonly #grader: Grader;
  readonly #request: SubmissionRequest;
  readonly #flags: GradeFlags;
  readonly #last = new Map<Report['role'], Report>();
  #sha256: string | undefined; // of what was graded last, to the end

  constructor(grader: Grader, request: SubmissionRequest, flags: GradeFlags) {
    this.#grader = grader;
    this.#request = request;
    this.#flags = flags;
  }

  async go(watch: PathWatch, ended: AbortSignal): Promise<void> {
    const end = new Promise<undefined>((resolve) => {
      ended.addEventListener(
        'abort',
        () => {
          resolve(undefined);
        },
        { once: true },
      );
    });
    let changes: readonly string[] | undefined;
    let next = watch.changed();
    while (!ended.aborted) {
      const run = new AbortController();
      const grading = this.#grade(changes, AbortSignal.any([ended, run.signal]));
      const first = await Promise.race([grading.then(() => 'graded' as const), next, end]);
      if (first !== 'graded') {
        // Saved while it was graded: what comes of the old files is of no interest any more.
        run.abort();
        await grading.catch(() => undefined);
        if (first !== undefined) this.#say('saved again: starting anew');
      } else {
        this.#say(`waiting for the next save of ${visible(this.#request.path, 200)} (Ctrl-C ends)`);
      }
      changes = first === 'graded' ? await Promise.race([next, end]) : first;
      next = first === undefined ? next : watch.changed();
    }
  }

  async #grade(changes: readonly string[] | undefined, signal: AbortSignal): Promise<void> {
    let submission: Submission | NotGradable;
    try {
      submission = await this.#grader.take(this.#request);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      this.#put([`${visible(this.#request.path, 200)} is not there at the moment`]);
      return;
    }
    try {
      if (changes !== undefined && this.#isOld(submission, changes)) return;
      if (!submission.gradable && this.#last.size > 0) {
        this.#sha256 = undefined;
        this.#put([`it cannot be graded as it is now: ${visible(submission.reason.split('\n')[0] ?? '', 500)}`]);
        return;
      }
      this.#say('grading …');
      const reports = await this.#grader.grade(
        { ...this.#request, taken: submission, signal },
        {
          waiting: (line) => {
            this.#say(`wirelab: ${line}`);
          },
        },
        progressKeeper(this.#request),
      );
      signal.throwIfAborted();
      this.#sha256 = submission.sha256;
      await this.#show(reports);
    } finally {
      if (submission.gradable) await submission.dispose();
    }
  }

  /** True where nothing that is graded was saved, but what a compiler has made of it, say. */
  #isOld(submission: Submission | NotGradable, changes: readonly string[]): boolean {
    if (!submission.gradable || submission.sha256 !== this.#sha256) return false;
    return !changes.some(
      (path) => path === '' || submission.files.some((file) => path === file.path || path.endsWith(`/${file.path}`)),
    );
  }

  async #show(reports: readonly Report[]): Promise<void> {
    const { audience, out } = this.#flags;
    const writer = await writerFor({});
    for (const [index, report] of reports.entries()) {
      const before = this.#last.get(report.role);
      if (index === 0) terminal.clear();
      if (before === undefined) await showReport(report, writer, { audience });
      else
        this.#put(
          changeLines(compareRuns(before, report), {
            audience,
            width: terminal.width,
            paint: (kind, text) => terminal.paint([kind === 'good' ? 'green' : 'red', 'bold'], text),
          }),
          false,
        );
      if (out !== undefined) await showReport(report, await writerFor(this.#flags), this.#flags);
      this.#last.set(report.role, report);
    }
  }

  #put(lines: readonly string[], clears = true): void {
    if (clears) terminal.clear();
    terminal.out(lines);
  }

  #say(line: string): void {
    terminal.say(line);
  }
}
