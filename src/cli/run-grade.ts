import { join, resolve } from 'node:path';
import { home } from '../compose/home.js';
import { findLab } from '../compose/labs.js';
import { loadModule } from '../compose/load-module.js';
import { pluginFiles } from '../compose/plugin-files.js';
import { UsageError } from '../compose/usage-error.js';
import { unknownName } from '../core/nearest.js';
import { loadWriter } from '../grade/report/load-writer.js';
import { replaceFile } from '../grade/report/replace-file.js';
import type { Report } from '../grade/report/report.js';
import { writeReport, type ReportWriter } from '../grade/report/report-writer.js';
import { SandboxError } from '../grade/sandbox/sandbox-error.js';
import { gradeProgram } from '../grade/session/grade-program.js';
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
  const graded = (['server', 'client'] as const).filter((one) => (lab.checks?.[one]?.length ?? 0) > 0);
  if (graded.length === 0) throw new UsageError(`lab ${lab.number} ${lab.slug} has no checks yet`);
  const path = flags.submission ?? '';
  const submission = await taken(path, role, lab.server.transport);
  if (!submission.gradable) return refuse(submission);
  try {
    const programs = [submission.server, submission.client].filter((program) => program !== undefined).filter((program) => role === undefined || program.role === role);
    const stopping = submission.diagnoses.find(({ stops }) => stops);
    if (stopping !== undefined) return refuse({ ...submission, gradable: false, reason: stopping.message });
    let worst: ExitCode = ExitCode.ok;
    for (const program of programs) {
      const report = await gradeProgram({
        lab,
        submission,
        program,
        seed: flags.seed ?? Math.floor(Math.random() * 2 ** 31),
        worker: join(home, 'src/cli/grade-worker.js'),
        tool: { name: 'wirelab', version: version() },
        replay: ['wirelab', 'grade', lab.slug, path, '--role', program.role, ...(flags.seed === undefined ? [] : ['--seed', String(flags.seed)])],
        ...(flags.only === undefined ? {} : { only: flags.only }),
        ...(flags.unsafeNoSandbox === undefined ? {} : { unsafe: flags.unsafeNoSandbox }),
        ...(process.stderr.isTTY ? { progress: ({ id, status }) => { process.stderr.write(`${status.padEnd(5)} ${id}\n`); } } : {}),
      });
      await show(report, writer, flags);
      worst = worse(worst, exitOf(report));
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
    return await takeSubmission(path, { transport, ...(role === undefined ? {} : { role }) });
  } catch (error) {
    if (error instanceof SubmissionPathError) throw new UsageError(error.message);
    throw error;
  }
}

function refuse({ name, reason, diagnoses }: NotGradable): ExitCode {
  const says = diagnoses.flatMap((diagnosis) => (diagnosis.says === undefined ? [] : [diagnosis.says]));
  process.stdout.write(`${[`${name} cannot be graded: ${reason}`, ...says].join('\n')}\n`);
  return ExitCode.failed;
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

function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}
