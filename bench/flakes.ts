// npm run flakes: the solutions of the labs, or their wrong programs, again and again, several at once on busy cores. Each solution has
// to get full marks each time, and each wrong program to fail what it names.
//   npm run flakes -- --times 200 --jobs 4 --lab 1 --lab 3 --role server --only server.py
//   npm run flakes -- --times 20 --kind solution --kind wrong
import { spawn, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { allLabs, findLab } from '../src/compose/labs.js';
import { gradeProgram } from '../src/grade/session/grade-program.js';
import { knownPrograms, problemOf, type KnownProgram } from '../src/grade/session/prove-lab.js';
import { takeForLab } from '../src/grade/session/take-for-lab.js';
import type { NumberedLab } from '../src/lab/numbered-lab.js';
import { builtLab, builtWorker } from './built-lab.js';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '20' },
    jobs: { type: 'string', default: '4' },
    lab: { type: 'string', multiple: true },
    kind: { type: 'string', multiple: true, default: ['solution'] },
    role: { type: 'string' },
    only: { type: 'string' },
    seed: { type: 'string' },
    idle: { type: 'boolean', default: false },
  },
});
const times = Number(values.times);
const firstSeed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 30));
const labs = values.lab === undefined ? (await allLabs()).filter(({ checks }) => checks !== undefined) : await Promise.all(values.lab.map(findLab));

interface Run {
  readonly lab: NumberedLab;
  readonly program: KnownProgram;
  readonly seed: number;
}

const runs = labs.flatMap((lab) =>
  knownPrograms(lab)
    .filter(({ kind, role, path }) => values.kind.includes(kind) && (values.role === undefined || role === values.role) && (values.only === undefined || basename(path) === values.only))
    .flatMap((program) => Array.from({ length: times }, (_, time): Run => ({ lab, program, seed: firstSeed + time }))),
);
if (runs.length === 0) throw new Error('no program is like that: --kind solution, wrong or starter; --role server or client; --only FILE');
process.stdout.write(`${runs.length} gradings, seeds from ${firstSeed}\n`);

// Somebody else uses the machine too.
const others: ChildProcess[] = values.idle ? [] : Array.from({ length: availableParallelism() }, () => spawn(process.execPath, ['-e', 'for(;;);'], { stdio: 'ignore' }));
let failed = 0;
let done = 0;
const begin = performance.now();
try {
  const waiting = inTurns(runs);
  await Promise.all(
    Array.from({ length: Number(values.jobs) }, async (_, slot) => {
      for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
        const problem = await problemWith(run, slot);
        done++;
        if (done % (runs.length / times) === 0) process.stdout.write(`${done} of ${runs.length} done, ${failed} failed\n`);
        if (problem === undefined) continue;
        failed++;
        process.stdout.write(`lab ${run.lab.number} ${basename(run.program.path)} seed ${run.seed}: ${problem}\n`);
      }
    }),
  );
} finally {
  for (const other of others) other.kill('SIGKILL');
}
process.stdout.write(`${runs.length - failed} of ${runs.length} did as they have to, in ${((performance.now() - begin) / 60_000).toFixed(1)} min\n`);
process.exitCode = failed === 0 ? 0 : 1;

async function problemWith({ lab, program, seed }: Run, slot: number): Promise<string | undefined> {
  const { path, role } = program;
  const submission = await takeForLab(path, lab, { role });
  if (!submission.gradable) return submission.reason;
  try {
    const entry = submission[role];
    if (entry === undefined) return `it is no ${role}`;
    const report = await gradeProgram({ lab: builtLab(lab), submission, program: entry, seed, slot, worker: builtWorker, tool: { name: 'wirelab', version: 'bench' }, replay: [] });
    const problem = problemOf(program, report);
    if (problem === undefined) return undefined;
    const why = report.checks.filter(({ status }) => status !== 'pass').map(({ id, status, cause, error }) => `${id} ${status}: ${cause?.message ?? error ?? ''}`);
    return [problem, ...why].join('\n  ');
  } finally {
    await submission.dispose();
  }
}

/** One run of each program, then the next of each. */
function inTurns(runs: readonly Run[]): Run[] {
  return [...runs].sort((a, b) => a.seed - b.seed);
}
