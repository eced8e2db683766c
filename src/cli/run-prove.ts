import { availableParallelism } from 'node:os';
import { basename, relative } from 'node:path';
import { allLabs, findLab, labReference } from '../compose/labs.js';
import { composeServer } from '../compose/compose-server.js';
import { UsageError } from '../compose/usage-error.js';
import { notGradableReport, startReport } from '../grade/report/make-report.js';
import type { Report } from '../grade/report/report.js';
import { ownModule } from '../grade/sandbox/own-module.js';
import { SandboxError } from '../grade/sandbox/sandbox-error.js';
import { shellCommand } from '../grade/report/shell-words.js';
import { labFaults } from '../grade/session/lab-faults.js';
import { gradeProgram } from '../grade/session/grade-program.js';
import { knownPrograms, problemOf, unprovedChecks, type KnownProgram, type Proof } from '../grade/session/prove-lab.js';
import { takeForLab } from '../grade/session/take-for-lab.js';
import type { NumberedLab } from '../lab/numbered-lab.js';
import { seededRandom } from '../lab/random.js';
import { ExitCode } from './exit-code.js';
import { MachineError } from './machine-error.js';
import { printJson, printLines } from './print.js';
import { table } from './table.js';
import { version } from './version.js';

/** What `wirelab prove` is called with. */
export interface ProveFlags {
  readonly lab?: string | undefined;
  readonly sample?: number | undefined;
  readonly seed?: number | undefined;
  readonly jobs?: number | undefined;
  readonly json?: boolean | undefined;
}

// Most of the time a check waits: for a client that has to give up by itself, or for a reply that does not come.
const JOBS_PER_PROCESSOR = 2;

/** `wirelab prove`. */
export async function runProve(flags: ProveFlags, signal?: AbortSignal): Promise<ExitCode> {
  const labs = flags.lab === undefined ? (await allLabs()).filter(hasChecks) : [await findLab(flags.lab)];
  const without = labs.find((lab) => !hasChecks(lab));
  if (without !== undefined) throw new UsageError(`lab ${without.number} ${without.slug} has no checks yet`);
  const seed = flags.seed ?? Math.floor(Math.random() * 2 ** 31);
  let isProved = true;
  const documents: object[] = [];
  for (const lab of labs) {
    const all = knownPrograms(lab);
    if (!all.some(({ kind }) => kind === 'solution')) throw new UsageError(`lab ${lab.number} ${lab.slug} is here without its solutions and wrong programs, as students get it: prove needs a checkout, or what wirelab pack --for instructors makes`);
    await composeServer({ ...lab.server, port: 0 }); // what is wrong with its handler is told once, not for every program
    const faults = labFaults(lab, all);
    const programs = flags.sample === undefined ? all : drawn(all, flags.sample, seed);
    const unproved = unprovedChecks(lab, all);
    const proofs = await proveAll(lab, programs, { seed, jobs: flags.jobs ?? JOBS_PER_PROCESSOR * availableParallelism(), signal });
    if (faults.length > 0 || unproved.length > 0 || proofs.some(({ problem }) => problem !== undefined)) isProved = false;
    if (flags.json === true) documents.push({ lab: lab.slug, seed, faults, unproved, programs: proofs.map((proof) => proofJson(lab, proof)) });
    else printLines(proofLines(lab, proofs, [...faults, ...unproved.map((check) => `no wrong program fails ${check}`)], seed));
  }
  if (flags.json === true) printJson({ schema: 1, ok: isProved, labs: documents });
  return isProved ? ExitCode.ok : ExitCode.failed;
}

interface Proving {
  readonly seed: number;
  readonly jobs: number;
  readonly signal: AbortSignal | undefined;
}

async function proveAll(lab: NumberedLab, programs: readonly KnownProgram[], { seed, jobs, signal }: Proving): Promise<Proof[]> {
  const proofs: Proof[] = [];
  const waiting = [...programs];
  const work = async (slot: number): Promise<void> => {
    for (let program = waiting.shift(); program !== undefined; program = waiting.shift()) {
      const report = await reportOn(lab, program, seed, slot, signal);
      const problem = problemOf(program, report);
      proofs.push({ program, report, ...(problem === undefined ? {} : { problem }) });
      if (process.stderr.isTTY) process.stderr.write(`${problem === undefined ? 'ok ' : 'NO '} ${relative(lab.folder, program.path)}\n`);
    }
  };
  // Of those that work side by side none goes on when one cannot, and all have cleared away before anybody is told.
  const ended = await Promise.allSettled(Array.from({ length: jobs }, (_, slot) => work(slot).finally(() => { waiting.length = 0; })));
  const failed = ended.find((one) => one.status === 'rejected');
  if (failed?.reason instanceof SandboxError) throw new MachineError(failed.reason.line);
  if (failed !== undefined) throw failed.reason;
  return proofs.sort((a, b) => programs.indexOf(a.program) - programs.indexOf(b.program));
}

async function reportOn(lab: NumberedLab, { path, role }: KnownProgram, seed: number, slot: number, signal: AbortSignal | undefined): Promise<Report> {
  const beginning = { tool: { name: 'wirelab', version: version() }, lab, seed, sandbox: 'bubblewrap' } as const;
  const submission = await takeForLab(path, lab, { role });
  if (!submission.gradable) {
    const started = startReport({ ...beginning, role, submission: { name: submission.name }, maxScore: 0, startedAt: new Date() });
    return notGradableReport(started, submission.reason, { durationMs: 0 });
  }
  try {
    const program = submission[role];
    if (program === undefined) throw new Error(`${path} is no ${role}`);
    return await gradeProgram({ ...beginning, submission, program, slot, worker: ownModule('src/cli/grade-worker'), replay: ['wirelab', 'grade', labReference(lab), path, '--role', role, '--seed', String(seed)], ...(signal === undefined ? {} : { signal }) });
  } finally {
    await submission.dispose();
  }
}

function proofLines(lab: NumberedLab, proofs: readonly Proof[], faults: readonly string[], seed: number): string[] {
  const problems = proofs.filter(({ problem }) => problem !== undefined);
  const killers = (['server', 'client'] as const).flatMap((role) =>
    (lab.checks?.[role] ?? []).map(({ id }) => {
      const by = proofs.filter(({ program, report }) => program.kind === 'wrong' && program.role === role && report.checks.some((check) => check.id === id && check.status === 'fail'));
      return [`  ${role}`, id, by.map(({ program }) => basename(program.path)).join(' ')];
    }),
  );
  return [
    `lab ${lab.number} ${lab.slug}: ${proofs.length} programs, ${problems.length === 0 && faults.length === 0 ? 'proved' : 'not proved'} (seed ${seed})`,
    ...table(killers),
    ...faults.map((fault) => `  ${fault}`),
    ...problems.map(({ program, problem }) => `  ${relative(lab.folder, program.path)}: ${problem ?? ''}`),
    ...problems.slice(0, 1).map(({ program }) => `for the reason: ${shellCommand(['wirelab', 'grade', labReference(lab), relative(process.cwd(), program.path), '--role', program.role])}`),
  ];
}

function proofJson(lab: NumberedLab, { program, report, problem }: Proof): object {
  const failed = report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id);
  return { program: relative(lab.folder, program.path), kind: program.kind, role: program.role, outcome: report.outcome, failed, durationMs: Math.round(report.durationMs), ...(problem === undefined ? {} : { problem }) };
}

function hasChecks({ checks }: NumberedLab): boolean {
  return (checks?.server ?? []).length + (checks?.client ?? []).length > 0;
}

/** So many of the list, in its order; the same for the same seed. */
function drawn<T>(list: readonly T[], count: number, seed: number): T[] {
  const random = seededRandom(seed, 'programs');
  const scored = list.map((item, index) => ({ item, index, score: random() }));
  return scored.sort((a, b) => a.score - b.score).slice(0, count).sort((a, b) => a.index - b.index).map(({ item }) => item);
}
