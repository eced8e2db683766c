import { defined } from '../../core/defined.js';
import type { Check } from '../../lab/check.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { gradedReport, graderErrorReport, notGradableReport, startReport } from '../report/make-report.js';
import type { CheckReport, Report } from '../report/report.js';
import type { Installation } from '../installation.js';
import type { CheckBegun, Noticed, Reporter } from '../reporter.js';
import { toCheckReport } from '../report/to-check-report.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import { toolchainOf } from '../sandbox/toolchain.js';
import type { NeededPort } from '../sandbox/unsafe-slot.js';
import { filledIn } from '../submission/program-command.js';
import type { SubmittedProgram } from '../submission/submitted-program.js';
import type { Submission } from '../submission/submission.js';
import { explainNotBuilt } from './explain-not-built.js';
import { checksOf, type Job, type WorkerResult, type WorkerNews } from './job.js';
import { labPlaces } from './lab-places.js';

/** Which program of a submission to grade, and how. */
export interface ProgramGrading {
  readonly installation: Installation;
  readonly sandbox: Sandbox;
  readonly lab: NumberedLab;
  readonly submission: Pick<Submission, 'name' | 'sha256' | 'folder'>;
  readonly program: SubmittedProgram;
  readonly seed: number;
  /** Only these checks, with those that they need. Default: all. */
  readonly only?: readonly string[];
  /** In place of the lab's checks, such as recorded ones; an id stands for the lab's own check. */
  readonly checks?: Job['checks'];
  readonly unsafe?: boolean;
  /** Slots that are open at once have different numbers. */
  readonly slot?: number;
  /** The words of the command that grades this program again, to which `--only ID` is added. */
  readonly replay: readonly string[];
  readonly reporter: Required<Reporter>;
  readonly signal?: AbortSignal;
}

type LastNews = Extract<WorkerNews, { type: 'done' | 'not-built' | 'broken' }>;

/** Grades one program of a submission. Resolves to its report, whatever the program does. */
export async function gradeProgram(grading: ProgramGrading): Promise<Report> {
  const { lab, submission, program, installation, unsafe = false, slot: number = 0, reporter, signal } = grading;
  const begin = performance.now();
  const job = jobOf(grading);
  const started = startedReport(grading, job);
  await reporter.programStarted(started);
  const worker = installation.ownModule('src/compose/workers/grade-worker');
  const slot = await grading.sandbox.open<Job, WorkerNews>({
    worker,
    slot: number,
    staged: submission.folder,
    toolchains: [...new Set(program.tools.flatMap((tool) => toolchainOf(tool.program) ?? []))],
    readable: labPlaces(lab, worker),
    ...(unsafe ? { unsafe, ports: neededPorts(grading, job) } : {}),
    waits: (line) => {
      reporter.waiting(line);
    },
    ...defined({ signal }),
  });
  const told = new ToldNews(grading, started);
  let last: LastNews;
  try {
    last = await new Promise<LastNews>((resolve, reject) => {
      slot.onMessage((news) => {
        try {
          if (news.type === 'done' || news.type === 'not-built' || news.type === 'broken') resolve(news);
          else told.take(news);
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error))); // here nobody else would catch it, and the slot would stay
        }
      });
      void slot.closed.then(({ said }) => {
        resolve({ type: 'broken', message: `the worker ended too early${said === '' ? '' : `: ${said}`}` });
      });
      slot.send(job);
    });
  } finally {
    await slot.close();
  }
  signal?.throwIfAborted();
  const report = endedReport(started, last, program, { ...told.ending, durationMs: performance.now() - begin });
  await reporter.programEnded(report, last.type === 'done' ? { deadlineMs: last.deadlineMs } : {});
  return report;
}

/** What a worker tells of checks: kept for the report, and passed on. */
class ToldNews {
  readonly #grading: ProgramGrading;
  readonly #checks: readonly Check[];
  readonly #started: Report;
  readonly #done: CheckReport[] = [];
  readonly #findings: Noticed[] = [];

  constructor(grading: ProgramGrading, started: Report) {
    this.#grading = grading;
    this.#checks = checksOf(grading.lab, grading.program.role, grading.checks);
    this.#started = started;
  }

  get ending(): Pick<Report, 'checks' | 'findings'> {
    return { checks: this.#done, findings: this.#findings };
  }

  take(news: Exclude<WorkerNews, LastNews>): void {
    const { reporter } = this.#grading;
    switch (news.type) {
      case 'built':
        reporter.programBuilt(this.#started);
        return;
      case 'started':
        reporter.checkStarted(begun(this.#checkOf(news.id)));
        return;
      case 'attempted': {
        const { attempt, passed } = news;
        reporter.attemptEnded({ ...begun(this.#checkOf(news.id)), attempt, passed });
        return;
      }
      case 'result':
        this.#takeResult(news.result);
    }
  }

  #takeResult(result: WorkerResult): void {
    const { reporter, replay } = this.#grading;
    const check = this.#checkOf(result.id);
    const report = toCheckReport({ ...result, check }, [...replay, '--only', check.id]);
    this.#done.push(report);
    reporter.checkEnded(report, { transcript: result.outcome?.transcript ?? [] });
    for (const found of result.findings) {
      const finding = { ...found, check: result.id };
      this.#findings.push(finding);
      reporter.finding(finding);
    }
  }

  #checkOf(id: string): Check {
    const check = this.#checks.find((one) => one.id === id);
    if (check === undefined) throw new Error(`the worker told of a check that was not asked for: ${id}`);
    return check;
  }
}

function begun({ id, title }: Check): CheckBegun {
  return { id, title };
}

function startedReport(
  { installation, lab, submission, program, seed, unsafe, checks }: ProgramGrading,
  job: Job,
): Report {
  const made =
    program.isHandler === true && program.file !== undefined
      ? { handler: program.file }
      : { command: [...job.program.command] };
  return startReport({
    tool: { name: 'wirelab', version: installation.version },
    lab,
    role: program.role,
    submission: { name: submission.name, sha256: submission.sha256, ...made },
    seed,
    sandbox: unsafe === true ? 'none' : 'bubblewrap',
    maxScore: checksOf(lab, program.role, checks).reduce((sum, { points }) => sum + points, 0),
    startedAt: new Date(),
  });
}

function endedReport(
  started: Report,
  last: LastNews,
  program: SubmittedProgram,
  ending: Pick<Report, 'checks' | 'findings' | 'durationMs'>,
): Report {
  if (last.type === 'done') return gradedReport(started, ending);
  if (last.type === 'broken') return graderErrorReport(started, last.message, ending);
  if (last.exit?.reason === 'not-started')
    return graderErrorReport(started, last.exit.failure ?? 'no box could be made', ending);
  return notGradableReport(started, explainNotBuilt(last, program), ending);
}

function neededPorts({ lab }: ProgramGrading, { role, places }: Job): NeededPort[] {
  const { transport } = lab.server;
  return role === 'server' ? [{ transport, port: lab.server.port }] : places.map(({ port }) => ({ transport, port }));
}

/** True where a program is given a port, and has none of its own that goes before that. */
function takesPort({ ports: [first], start }: SubmittedProgram): boolean {
  return first !== undefined && first.from !== 'code' && JSON.stringify(start).includes('{port}');
}

function jobOf({ lab, program, seed, only, checks }: ProgramGrading): Job {
  const ports = [
    ...new Set([...program.ports.flatMap(({ port }) => (port === undefined ? [] : [port])), lab.server.port]),
  ];
  // A client is given the port that it has written into it, where it has one.
  const start = filledIn(
    program.start,
    '127.0.0.1',
    program.role === 'client' ? (ports[0] ?? lab.server.port) : lab.server.port,
  );
  return {
    lab: lab.folder,
    ...defined({ variant: lab.variant }),
    role: program.role,
    seed,
    ...defined({ only, checks }),
    check: program.check,
    build: program.build,
    program: {
      command: start.argv,
      ...(start.cwd === '' ? {} : { cwd: start.cwd }),
      env: start.env,
      ...defined({ input: start.stdin }),
    },
    bare: wordsBeforePlaceholder(program.start.argv),
    ...(program.role === 'server' && takesPort(program) ? { toldPort: lab.server.port } : {}),
    places: ports.map((port) => ({ host: '0.0.0.0', port })),
  };
}

/** What is found in a source to be an argument of its is the last of a command. */
function wordsBeforePlaceholder(argv: readonly string[]): readonly string[] {
  const first = argv.findIndex((word) => /\{(?:host|port)\}/.test(word));
  return first < 0 ? argv : argv.slice(0, first);
}
