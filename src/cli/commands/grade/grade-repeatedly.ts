import { UsageError } from '../../../errors/usage-error.js';
import type { Report } from '../../../grade/report/report.js';
import { pointsText } from '../../../grade/report/score.js';
import { isSteady, tally } from '../../../grade/repeat/flakiness.js';
import { repeat } from '../../../grade/repeat/repeat.js';
import { tallyLines } from '../../../grade/repeat/tally-lines.js';
import { visible } from '../../../text/visible-text.js';
import { ExitCode } from '../../exit-code.js';
import { writeOutput } from '../../output-file.js';
import type { GradeFlags } from './grade-flags.js';
import { gradeTaken } from './grade-once.js';
import type { GradeRequest } from './grade-request.js';
import { takenSubmission } from './taken-submission.js';

const SEEDS = 2 ** 31;

/** `wirelab grade --repeat N`: grades the same submission many times, and says what does not go the same way each time. */
export async function gradeRepeatedly(
  request: GradeRequest,
  times: number,
  flags: GradeFlags,
  signal?: AbortSignal,
): Promise<ExitCode> {
  const { jobs = 1, format, json, out } = flags;
  if (format !== undefined && format !== 'json' && format !== 'terminal')
    throw new UsageError(`--format ${format} is for one report: --repeat has text, or JSON with --json`);
  if (request.unsafe && jobs > 1)
    throw new UsageError('--unsafe-no-sandbox grades one program at a time: leave out --jobs');
  const submission = await takenSubmission(request);
  try {
    let done = 0;
    const aborts = signal === undefined ? {} : { signal };
    const runs = await repeat({ times: submission.gradable ? times : 1, jobs, ...aborts }, async (index, slot) => {
      const seed = flags.varySeed === true ? (request.seed + index) % SEEDS : request.seed;
      const reports = await gradeTaken({ ...request, seed }, submission, {}, { slot, ...aborts });
      done++;
      if (process.stderr.isTTY)
        process.stderr.write(`${String(done)} of ${String(times)}: ${reports.map(pointsOf).join(', ')}\n`);
      return reports;
    });
    const interrupted = signal?.aborted === true;
    const reports = runs.flat();
    const tallies = tally(reports);
    const ok = !interrupted && tallies.length > 0 && tallies.every(isSteady);
    const { number, slug, title } = request.lab;
    const about = {
      lab: { number, slug, title },
      submission: submission.name,
      seed: request.seed,
      seeds: flags.varySeed === true ? 'varied' : 'same',
    };
    const head = `lab ${String(number)} ${visible(title)}: ${visible(submission.name, 120)}, graded ${String(runs.length)} of ${String(times)} times ${flags.varySeed === true ? 'with seeds from' : 'with seed'} ${String(request.seed)}`;
    const text =
      json === true || format === 'json'
        ? `${JSON.stringify({ schema: 1, ...about, times, done: runs.length, interrupted, ok, programs: tallies }, null, 2)}\n`
        : [
            `${head}${interrupted ? ' (interrupted)' : ''}`,
            ...tallies.flatMap((one) => ['', ...tallyLines(one, Math.min(process.stdout.columns || 100, 120))]),
          ]
            .map((line) => `${line}\n`)
            .join('');
    if (out === undefined) process.stdout.write(text);
    else await writeOutput('--out', out, text);
    if (interrupted) return ExitCode.interrupted;
    if (reports.some(({ outcome }) => outcome === 'grader-error')) return ExitCode.machine;
    return ok ? ExitCode.ok : ExitCode.failed;
  } finally {
    if (submission.gradable) await submission.dispose();
  }
}

function pointsOf({ role, outcome, score, maxScore }: Report): string {
  return `${role} ${outcome === 'graded' ? `${pointsText(score)} of ${pointsText(maxScore)} points` : outcome}`;
}
