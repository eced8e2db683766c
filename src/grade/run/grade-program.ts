import { defined } from '../../core/defined.js';
import type { Check } from '../../lab/check.js';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { gradedReport, graderErrorReport, notGradableReport, startReport } from '../report/make-report.js';
import type { CheckReport, Report } from '../report/report.js';
import { toCheckReport } from '../report/to-check-report.js';
import { openSlot } from '../sandbox/open-slot.js';
import { toolchainOf } from '../sandbox/toolchain.js';
import type { NeededPort } from '../sandbox/unsafe-slot.js';
import { filledIn } from '../submission/program-command.js';
import type { SubmittedProgram } from '../submission/submitted-program.js';
import type { Submission } from '../submission/submission.js';
import { explainNotBuilt } from './explain-not-built.js';
import { checksOf, type Job, type WorkerResult, type WorkerNews } from './job.js';
import { labPlaces } from './lab-places.js';
import type { Tape } from './tape.js';

/** What to grade, and how. */
export interface Grading {
  readonly lab: NumberedLab;
  readonly submission: Pick<Submission, 'name' | 'sha256' | 'folder'>;
  readonly program: SubmittedProgram;
  readonly seed: number;
  readonly only?: readonly string[];
  readonly unsafe?: boolean;
  /** Slots that are open at once have different numbers. */
  readonly slot?: number;
  /** The module of the worker. */
  readonly worker: string;
  readonly tool: Report['tool'];
  /** The words of the command that grades this submission again, to which `--only ID` is added. */
  readonly replay: readonly string[];
  /** Without a sandbox: told in one line that another grader is waited for. */
  readonly waits?: (line: string) => void;
  readonly signal?: AbortSignal;
  /** Told of the report that holds until the work is done: it says that the grader did not come to its end. */
  readonly begun?: (report: Report) => Promise<void>;
  /** Told of each check as it is done. */
  readonly progress?: (check: CheckReport) => void;
  /** In place of the lab's checks, such as recorded ones; an id stands for the lab's own check. */
  readonly checks?: Job['checks'];
  readonly tape?: Tape;
}

/** Grades one program of a submission. Resolves to its report, whatever the program does. */
export async function gradeProgram(grading: Grading): Promise<Report> {
  const { lab, submission, program, seed, tool, unsafe } = grading;
  const checks = checksOf(lab, program.role, grading.checks);
  const begin = performance.now();
  const job = jobOf(grading);
  const started = startReport({
    tool,
    lab,
    role: program.role,
    submission: {
      name: submission.name,
      sha256: submission.sha256,
      ...(program.isHandler === true && program.file !== undefined
        ? { handler: program.file }
        : { command: [...job.program.command] }),
    },
    seed,
    sandbox: unsafe === true ? 'none' : 'bubblewrap',
    maxScore: checks.reduce((sum, { points }) => sum + points, 0),
    startedAt: new Date(),
  });
  await grading.begun?.(started);
  const done: CheckReport[] = [];
  const findings: Report['findings'][number][] = [];
  const ending = (): { durationMs: number; checks: CheckReport[]; findings: Report['findings'] } => ({
    durationMs: performance.now() - begin,
    checks: done,
    findings,
  });
  const slot = await openSlot<Job, WorkerNews>({
    worker: grading.worker,
    slot: grading.slot ?? 0,
    staged: submission.folder,
    toolchains: [...new Set(program.tools.flatMap((tool) => toolchainOf(tool.program) ?? []))],
    readable: labPlaces(lab, grading.worker),
    ...(unsafe === true ? { unsafe, ports: neededPorts(grading, job) } : {}),
    ...defined({ waits: grading.waits, signal: grading.signal }),
  });
  try {
    const last = await new Promise<Exclude<WorkerNews, { type: 'result' }>>((resolve) => {
      slot.onMessage((news) => {
        if (news.type !== 'result') {
          resolve(news);
          return;
        }
        const report = checkReport(news.result, checks, grading.replay);
        done.push(report);
        grading.tape?.transcripts.set(report.id, news.result.outcome?.transcript ?? []);
        findings.push(...news.result.findings.map((finding) => ({ ...finding, check: news.result.id })));
        grading.progress?.(report);
      });
      void slot.closed.then(({ said }) => {
        resolve({ type: 'broken', message: `the worker ended too early${said === '' ? '' : `: ${said}`}` });
      });
      slot.send(job);
    });
    grading.signal?.throwIfAborted();
    if (last.type === 'done') {
      if (grading.tape !== undefined) grading.tape.deadlineMs = last.deadlineMs;
      return gradedReport(started, ending());
    }
    if (last.type === 'not-built')
      return last.exit?.reason === 'not-started'
        ? graderErrorReport(started, last.exit.failure ?? 'no box could be made', ending())
        : notGradableReport(started, explainNotBuilt(last, program), ending());
    return graderErrorReport(started, last.message, ending());
  } finally {
    await slot.close();
  }
}

function checkReport(result: WorkerResult, checks: readonly Check[], replay: readonly string[]): CheckReport {
  const check = checks.find(({ id }) => id === result.id);
  if (check === undefined) throw new Error(`the worker told of a check that was not asked for: ${result.id}`);
  return toCheckReport({ ...result, check }, [...replay, '--only', check.id]);
}

function neededPorts({ lab }: Grading, { role, places }: Job): NeededPort[] {
  const { transport } = lab.server;
  return role === 'server' ? [{ transport, port: lab.server.port }] : places.map(({ port }) => ({ transport, port }));
}

/** True where a program is given a port, and has none of its own that goes before that. */
function takesPort({ ports: [first], start }: SubmittedProgram): boolean {
  return first !== undefined && first.from !== 'code' && JSON.stringify(start).includes('{port}');
}

function jobOf({ lab, program, seed, only, checks }: Grading): Job {
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
