import { resolve } from 'node:path';
import { findLab } from '../compose/labs.js';
import { loadModule } from '../compose/load-module.js';
import { pluginFiles } from '../compose/plugin-files.js';
import { UsageError } from '../compose/usage-error.js';
import { unknownName } from '../core/nearest.js';
import { loadWriter } from '../grade/report/load-writer.js';
import { notGradableReport, startReport, type Beginning } from '../grade/report/make-report.js';
import { replaceFile } from '../grade/report/replace-file.js';
import type { Report } from '../grade/report/report.js';
import { writeReport, type ReportWriter } from '../grade/report/report-writer.js';
import { ownModule } from '../grade/sandbox/own-module.js';
import { SandboxError } from '../grade/sandbox/sandbox-error.js';
import { gradeProgram } from '../grade/session/grade-program.js';
import type { Program } from '../grade/submission/program.js';
import { SubmissionPathError } from '../grade/submission/read-contents.js';
import type { NotGradable, Submission } from '../grade/submission/submission.js';
import { takeSubmission } from '../grade/submission/take-submission.js';
import { ExitCode } from './exit-code.js';
import { MachineError } from './machine-error.js';
import { version } from './version.js';

/** What `wirelab grade` is called with. */
export interface GradeFlags {
  readonly lab?: string | undefined;
  readonly submission?: string | undefined;
  readonly role?: string | undefined;
  readonly only?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly format?: string | undefined;
  readonly out?: string | undefined;
  readonly audience?: 'student' | 'staff' | undefined;
  readonly unsafeNoSandbox?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** `wirelab grade`. */
export async function runGrade(flags: GradeFlags): Promise<ExitCode> {
  const lab = await findLab(flags.lab ?? '');
  const writer = await writerFor(flags);
  const role = roleOf(flags.role);
  if ((['server', 'client'] as const).every((one) => (lab.checks?.[one] ?? []).length === 0)) {
    throw new UsageError(`lab ${lab.number} ${lab.slug} has no checks yet`);
  }
  const path = flags.submission ?? '';
  const seed = flags.seed ?? Math.floor(Math.random() * 2 ** 31);
  const put = (report: Report): Promise<void> => show(report, writer, flags);
  const submission = await taken(path, role, lab.server.transport);
  const beginning = { tool: { name: 'wirelab', version: version() }, lab, seed, sandbox: flags.unsafeNoSandbox === true ? 'none' : 'bubblewrap' } as const;
  if (!submission.gradable) {
    await put(refusal(submission, role ?? 'server', beginning));
    return ExitCode.failed;
  }
  try {
    const programs = programsOf(submission, role);
    if (programs.length > 1 && flags.out !== undefined) {
      throw new UsageError('--out takes one report, and the submission has a server and a client: say which with --role');
    }
    let worst: ExitCode = ExitCode.ok;
    for (const program of programs) {
      const report = await gradeProgram({
        ...beginning,
        submission,
        program,
        worker: ownModule('src/cli/grade-worker'),
        replay: ['wirelab', 'grade', lab.slug, path, '--role', program.role, '--seed', String(seed)],
        ...(flags.only === undefined ? {} : { only: flags.only }),
        ...(flags.unsafeNoSandbox === undefined ? {} : { unsafe: flags.unsafeNoSandbox }),
        ...(flags.out === undefined ? {} : { begun: put }),
        ...(process.stderr.isTTY ? { progress: ({ id, status }) => { process.stderr.write(`${status.padEnd(5)} ${id}\n`); } } : {}),
      });
      await put(report);
      worst = Math.max(worst, exitOf(report)) as ExitCode;
    }
    return worst;
  } catch (error) {
    if (error instanceof SandboxError) throw new MachineError(error.message);
    throw error;
  } finally {
    await submission.dispose();
  }
}

async function taken(path: string, role: 'server' | 'client' | undefined, transport: 'tcp' | 'udp'): Promise<Submission | NotGradable> {
  try {
    const submission = await takeSubmission(path, { transport, ...(role === undefined ? {} : { role }) });
    const stopping = submission.diagnoses.find(({ stops }) => stops);
    if (!submission.gradable || stopping === undefined) return submission;
    await submission.dispose();
    return { ...submission, gradable: false, reason: stopping.message, diagnoses: [stopping] };
  } catch (error) {
    if (error instanceof SubmissionPathError) throw new UsageError(error.message);
    throw error;
  }
}

function programsOf({ server, client }: Submission, role: 'server' | 'client' | undefined): Program[] {
  return [server, client].filter((program) => program !== undefined).filter((program) => role === undefined || program.role === role);
}

function refusal({ name, sha256, reason, diagnoses }: NotGradable, role: 'server' | 'client', beginning: Pick<Beginning, 'tool' | 'lab' | 'seed' | 'sandbox'>): Report {
  const { says } = diagnoses[0] ?? {};
  const submission = { name, ...(sha256 === undefined ? {} : { sha256 }) };
  const started = startReport({ ...beginning, role, submission, maxScore: 0, startedAt: new Date() });
  return notGradableReport(started, says === undefined ? reason : `${reason}\n${says}`, { durationMs: 0 });
}

async function writerFor({ format, json }: GradeFlags): Promise<ReportWriter> {
  const name = format ?? (json === true ? 'json' : 'terminal');
  try {
    return await loadWriter(name, { files: pluginFiles('src/grade/report/writers'), load: loadModule });
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--format: ${error.message}`, { cause: error });
    throw error;
  }
}

async function show(report: Report, writer: ReportWriter, { out, audience }: GradeFlags): Promise<void> {
  const isTerminal = out === undefined && process.stdout.isTTY;
  const text = writeReport(writer, report, {
    ...(audience === undefined ? {} : { audience }),
    width: Math.min(process.stdout.columns || 100, 120),
    colour: isTerminal && process.env.NO_COLOR === undefined,
  });
  if (out === undefined) process.stdout.write(text);
  else await replaceFile(resolve(out), text);
}

function roleOf(role: string | undefined): 'server' | 'client' | undefined {
  if (role === undefined || role === 'server' || role === 'client') return role;
  throw new UsageError(`--role: ${unknownName('role', role, ['server', 'client'])}`);
}

function exitOf({ outcome, score, maxScore }: Report): ExitCode {
  if (outcome === 'grader-error') return ExitCode.machine;
  return outcome === 'graded' && score === maxScore ? ExitCode.ok : ExitCode.failed;
}
