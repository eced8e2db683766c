import { inject, injectable } from 'inversify';
import { defined } from '../core/defined.js';
import { UsageError } from '../errors/usage-error.js';
import * as tokens from '../tokens.js';
import type { LabShelf, OpenBundle } from './bundle/open-bundle.js';
import type { BundleJudgement } from './bundle/rejudge-bundle.js';
import type { BundleRerun } from './bundle/rerun-bundle.js';
import type {
  GradedRole,
  MatrixRequest,
  ProofRequest,
  Repetition,
  SubmissionRequest,
  TargetRequest,
} from './grade-request.js';
import * as gradeTokens from './grade-tokens.js';
import { inWords } from './in-words.js';
import type { Installation } from './installation.js';
import type { FolderMatrix } from './matrix/grade-folder.js';
import type { Report } from './report/report.js';
import { tellAll, type Reporter } from './reporter.js';
import { gradeProgram } from './run/grade-program.js';
import type { AnswersRun } from './run/grade-written-answers.js';
import type { LabProof } from './run/prove-lab.js';
import { programsOf, refusedReport } from './run/refused-report.js';
import { repeat } from './run/repeat.js';
import { takeForLab } from './run/take-for-lab.js';
import type { Sandbox } from './sandbox/sandbox.js';
import type { PathWatch, WatchOptions } from './submission/path-watch.js';
import type { NotGradable, Submission } from './submission/submission.js';
import type { SubmittedProgram } from './submission/submitted-program.js';
import { parseTargetAddress, type TargetAddress } from './target/target-address.js';

export { parseTargetAddress };

// What only some gradings need is loaded when they begin: answers bring a parser of Markdown, bundles all schemas.

/**
 * Grades: takes in what was handed in, chooses target, slot and worker, puts up the reference, draws seeds, and says in which words the
 * same is graded again. What happens meanwhile is told to reporters. It does not print, exit or read a command line, and knows no terminal.
 *
 * Its methods reject with a UsageError for what was asked wrongly, with a MachineError for what this machine cannot do, and with the
 * signal's reason where they were aborted. Whatever a program does is in its report.
 */
@injectable()
export class Grader {
  readonly #installation: Installation;
  readonly #sandbox: Sandbox;

  constructor(@inject(gradeTokens.Installation) installation: Installation, @inject(tokens.Sandbox) sandbox: Sandbox) {
    this.#installation = installation;
    this.#sandbox = sandbox;
  }

  /** Takes in a submission: its files lie staged until it is disposed of. */
  take({ path, role, lab }: Pick<SubmissionRequest, 'path' | 'role' | 'lab'>): Promise<Submission | NotGradable> {
    return inWords(async () => {
      const languages = await this.#installation.languages();
      return takeForLab(path, lab, {
        languages,
        host: () => this.#installation.handlerHost(lab),
        ...defined({ role }),
      });
    });
  }

  /** The programs of a submission that are graded in this role, or in each that they have. */
  programsOf(submission: Submission, role?: GradedRole): readonly SubmittedProgram[] {
    return programsOf(submission, role);
  }

  /** Watches a submission where it lies. Resolves when no later change is missed. */
  async watch(path: string, options: WatchOptions): Promise<PathWatch> {
    return (await import('./submission/path-watch.js')).PathWatch.start(path, options);
  }

  /** Grades each program of a submission, or its written answers. */
  async grade(request: SubmissionRequest, ...reporters: readonly Reporter[]): Promise<readonly Report[]> {
    const { lab, bundle, signal } = request;
    const recorders =
      bundle === undefined ? [] : [new (await import('./bundle/bundle-recorder.js')).BundleRecorder(lab, bundle)];
    const reporter = tellAll([...reporters, ...recorders]);
    const submission = request.taken ?? (await this.take(request));
    try {
      signal?.throwIfAborted();
      reporter.submissionTaken(submission);
      const reports = await inWords(() => this.#gradeTaken(request, submission, reporter));
      await reporter.allEnded(reports);
      return reports;
    } finally {
      if (request.taken === undefined && submission.gradable) await submission.dispose();
    }
  }

  /** Grades a submission again and again; resolves to what there is when it is done or aborted. */
  async gradeRepeatedly(
    request: SubmissionRequest & { readonly seed: number },
    { times, jobs, variesSeed = false }: Repetition,
    ...reporters: readonly Reporter[]
  ): Promise<readonly (readonly Report[])[]> {
    const taken = request.taken ?? (await this.take(request));
    try {
      const often = { times: taken.gradable ? times : 1, jobs, ...defined({ signal: request.signal }) };
      return await repeat(often, (index, slot) => {
        const seed = variesSeed ? (request.seed + index) % SEEDS : request.seed;
        return this.grade({ ...request, taken, seed, slot }, ...reporters);
      });
    } finally {
      if (request.taken === undefined && taken.gradable) await taken.dispose();
    }
  }

  /** Grades a server that runs already, with the checks that need only its port. */
  async gradeTarget(request: TargetRequest, ...reporters: readonly Reporter[]): Promise<Report> {
    const { lab, target, seed = randomSeed(), ...rest } = request;
    const address = addressOf(target);
    const reporter = tellAll(reporters);
    const { gradeTarget } = await import('./run/grade-target.js');
    const report = await gradeTarget({
      ...rest,
      installation: this.#installation,
      lab,
      address,
      seed,
      replay: this.#replay(lab, '--target', target, '--seed', String(seed)),
      reporter,
    });
    await reporter.allEnded([report]);
    return report;
  }

  /** Lets every client of a folder's submissions meet every server. */
  gradeFolder(
    { seed = randomSeed(), ...request }: MatrixRequest,
    ...reporters: readonly Reporter[]
  ): Promise<FolderMatrix> {
    return inWords(async () =>
      (await import('./matrix/grade-folder.js')).gradeFolder({
        ...request,
        seed,
        installation: this.#installation,
        sandbox: this.#sandbox,
        reporter: tellAll(reporters),
      }),
    );
  }

  /** Grades the programs that come with a lab, and says which do not do as they have to. */
  async prove({ seed = randomSeed(), ...request }: ProofRequest, ...reporters: readonly Reporter[]): Promise<LabProof> {
    const { lab, signal } = request;
    await this.#installation.reference(lab); // what is wrong with its handler is told once, not for every program
    const { proveLab } = await import('./run/prove-lab.js');
    return proveLab({ ...request, seed }, tellAll(reporters), async ({ path, role }, trialSeed, slot) => {
      const [report] = await this.grade({ lab, path, role, seed: trialSeed, slot, ...defined({ signal }) });
      if (report === undefined) throw new Error(`${path} is no ${role}`);
      return report;
    });
  }

  /** Opens a bundle. Only `labs` knows where labs are: a bundle is not believed. */
  async openBundle(path: string, labs: LabShelf): Promise<OpenBundle> {
    return (await import('./bundle/open-bundle.js')).openBundle(path, labs);
  }

  /** Runs the recorded checks of a bundle with its seed on a submission or a server. */
  async rerun(
    bundle: OpenBundle,
    on: Pick<SubmissionRequest, 'path' | 'unsafe'> | Pick<TargetRequest, 'target'>,
    signal?: AbortSignal,
  ): Promise<BundleRerun> {
    const { lab, manifest, report: recorded } = bundle;
    const { rerunReport, runnableChecks } = await import('./bundle/rerun-bundle.js');
    const { checks, told } = runnableChecks(bundle);
    const again = { lab, seed: manifest.seed, ...defined({ signal }) };
    if ('target' in on) return rerunReport(bundle, await this.gradeTarget({ ...again, ...on, checks }));
    const role = recorded.submission.handler === undefined ? manifest.role : 'handler';
    const [report] = await this.grade({ ...again, ...on, role, checks: told });
    if (report === undefined) throw new UsageError(`there is no ${role} in ${on.path}`);
    return rerunReport(bundle, report);
  }

  /** Judges what a bundle recorded again, without running anything. */
  async rejudge(bundle: OpenBundle): Promise<BundleJudgement> {
    const { rejudgeBundle } = await import('./bundle/rejudge-bundle.js');
    return rejudgeBundle(bundle, await this.#installation.reference(bundle.lab));
  }

  async #gradeTaken(
    request: SubmissionRequest,
    submission: Submission | NotGradable,
    reporter: Required<Reporter>,
  ): Promise<readonly Report[]> {
    const { lab, path, role, student, unsafe = false, only, checks, slot, signal } = request;
    const installation = this.#installation;
    if (role === 'answers' || (submission.gradable && submission.role === 'answers'))
      return [await this.#gradeAnswers({ ...request, seed: request.seed ?? 0, submission, reporter })];
    const seed = request.seed ?? randomSeed();
    if (!submission.gradable) {
      const sandbox = unsafe ? 'none' : 'bubblewrap';
      const report = refusedReport(submission, {
        installation,
        lab,
        role: role === 'client' ? role : 'server',
        seed,
        sandbox,
      });
      await reporter.programEnded(report, {});
      return [report];
    }
    const reports: Report[] = [];
    for (const program of programsOf(submission, role)) {
      const asked = program.isHandler === true ? 'handler' : program.role;
      const whose = student === undefined ? [] : ['--student', student];
      const replay = this.#replay(lab, path, '--role', asked, '--seed', String(seed), ...whose);
      const about = { installation, sandbox: this.#sandbox, lab, submission, program, seed, unsafe, replay, reporter };
      reports.push(await gradeProgram({ ...about, ...defined({ only, checks, slot, signal }) }));
    }
    return reports;
  }

  async #gradeAnswers(run: Omit<AnswersRun, 'installation'>): Promise<Report> {
    const { gradeWrittenAnswers } = await import('./run/grade-written-answers.js');
    return gradeWrittenAnswers({ ...run, installation: this.#installation });
  }

  #replay(lab: SubmissionRequest['lab'], ...words: readonly string[]): readonly string[] {
    return ['wirelab', 'grade', this.#installation.labReference(lab), ...words];
  }
}

const SEEDS = 2 ** 31;

/** A seed where none is given. */
function randomSeed(): number {
  return Math.floor(Math.random() * SEEDS);
}

function addressOf(target: string): TargetAddress {
  try {
    return parseTargetAddress(target);
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message, { cause: error }) : error;
  }
}
