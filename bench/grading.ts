// npm run bench:grading: what grading costs beside the bare loop that starts a server, exchanges ten messages with it and kills it.
//   npm run bench:grading -- --submissions 300 --jobs 4
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findLab } from '../src/compose/labs.js';
import { gradeProgram } from '../src/grade/run/grade-program.js';
import { loadLanguages } from '../src/compose/load-languages.js';
import { takeForLab } from '../src/grade/run/take-for-lab.js';
import type { NumberedLab } from '../src/lab/numbered-lab.js';
import { bareExchange } from './bare-exchange.js';
import { builtLab, builtWorker } from './built-lab.js';

const MOST_TIMES = 3; // the bare loop, per process start
const ROUNDS = 5; // the two are measured in turns, so that what else runs on the machine meets both
const ALL = 300;
const ALL_WITHIN_S = 180;

const { values } = parseArgs({ options: { submissions: { type: 'string' }, jobs: { type: 'string' } } });
const submissions = Number(values.submissions ?? 40);
const jobs = Number(values.jobs ?? 3 * availableParallelism());

const lab = builtLab(await findLab('1'));
const solution = join(lab.folder, 'solution/server.py');
const startsEach = startsOf(lab);

const folder = await mkdtemp(join(tmpdir(), 'wirelab-bench-grading-'));
try {
  const text = await readFile(solution, 'utf8');
  const paths = await Promise.all(
    Array.from({ length: submissions }, async (_, index) => {
      const path = join(folder, `student${index}.py`);
      await writeFile(path, `${text}\n# student ${index}\n`);
      return path;
    }),
  );
  let bareS = 0;
  let gradingS = 0;
  const size = Math.ceil(submissions / ROUNDS);
  let bareStarts = 0;
  for (let from = 0; from < submissions; from += size) {
    const some = paths.slice(from, from + size);
    // One server at a time: without boxes they would have to share a port.
    bareS += await seconds(async () => {
      for (const path of some) {
        await bareExchange(path);
        bareStarts++;
      }
    });
    gradingS += await seconds(() => inParallel(some, jobs, (path, slot) => grade(lab, path, slot)));
  }
  const bareMs = (bareS / bareStarts) * 1000;
  const gradingMs = (gradingS / submissions) * 1000;
  const perStart = gradingMs / startsEach;
  print([
    `bare loop: ${bareMs.toFixed(1)} ms for a start, ten messages and the end; one after another`,
    `grading:   ${gradingMs.toFixed(0)} ms for a submission with ${startsEach} starts, ${jobs} at once: ${perStart.toFixed(1)} ms for a start`,
    verdict(
      `a start costs ${(perStart / bareMs).toFixed(2)} times the bare loop`,
      perStart / bareMs <= MOST_TIMES,
      `at most ${MOST_TIMES}`,
    ),
    verdict(
      `${ALL} submissions take ${((gradingMs * ALL) / 1000).toFixed(0)} s${submissions === ALL ? '' : ', reckoned from these'}`,
      (gradingMs * ALL) / 1000 <= ALL_WITHIN_S,
      `at most ${ALL_WITHIN_S} s`,
    ),
  ]);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function grade(lab: NumberedLab, path: string, slot: number): Promise<void> {
  const submission = await takeForLab(path, lab, { role: 'server', languages: await loadLanguages() });
  if (!submission.gradable || submission.server === undefined) throw new Error(`${path} has to be gradable`);
  try {
    const report = await gradeProgram({
      lab,
      submission,
      program: submission.server,
      seed: 1,
      slot,
      worker: builtWorker,
      tool: { name: 'wirelab', version: 'bench' },
      replay: [],
    });
    if (report.score !== report.maxScore)
      throw new Error(
        `a right server got ${report.score} of ${report.maxScore} points: ${report.checks
          .filter(({ status }) => status !== 'pass')
          .map(({ id }) => id)
          .join(', ')}`,
      );
  } finally {
    await submission.dispose();
  }
}

/** How often the checks of a server start it. */
function startsOf({ checks }: NumberedLab): number {
  return (checks?.server ?? []).reduce((sum, { script: play, continues }) => {
    const again =
      'steps' in play ? play.steps.filter((step) => step.op === 'program' && step.action.act === 'start').length : 0;
    return sum + again + (continues === true ? 0 : 1);
  }, 0);
}

async function inParallel<T>(
  list: readonly T[],
  jobs: number,
  work: (item: T, slot: number) => Promise<void>,
): Promise<void> {
  const waiting = [...list];
  await Promise.all(
    Array.from({ length: jobs }, async (_, slot) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item, slot);
    }),
  );
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

function verdict(text: string, isReached: boolean, goal: string): string {
  return `${isReached ? 'reached' : 'MISSED '}: ${text} (goal: ${goal})`;
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
