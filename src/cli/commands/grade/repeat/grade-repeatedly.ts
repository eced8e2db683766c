import { UsageError } from '../../../../errors/usage-error.js';
import type { SubmissionRequest } from '../../../../grade/grade-request.js';
import type { Grader } from '../../../../grade/grader.js';
import { isSteady, tally } from './check-tally.js';
import { tallyLines } from './tally-lines.js';
import type { Report } from '../../../../grade/report/report.js';
import { pointsText } from '../../../../grade/reports.js';
import type { Reporter } from '../../../../grade/reporter.js';
import { visible } from '../../../../text/visible-text.js';
import { ExitCode } from '../../../exit-code.js';
import { writeOutput } from '../../../output-file.js';
import { terminal, type Terminal } from '../../../terminal.js';
import type { GradeFlags } from '../grade-flags.js';

/** `wirelab grade --repeat N`: grades the same submission many times, and says what does not go the same way each time. */
export async function gradeRepeatedly(
  grader: Grader,
  request: SubmissionRequest,
  times: number,
  flags: GradeFlags,
): Promise<ExitCode> {
  const { jobs = 1, format, json, out, varySeed = false } = flags;
  if (format !== undefined && format !== 'json' && format !== 'terminal')
    throw new UsageError(`--format ${format} is for one report: --repeat has text, or JSON with --json`);
  if (request.unsafe === true && jobs > 1)
    throw new UsageError('--unsafe-no-sandbox grades one program at a time: leave out --jobs');
  const seed = request.seed ?? Math.floor(Math.random() * 2 ** 31);
  const taken = await grader.take(request);
  try {
    const repetition = { times, jobs, variesSeed: varySeed };
    const runs = await grader.gradeRepeatedly({ ...request, seed, taken }, repetition, repeatProgress(terminal, times));
    const interrupted = request.signal?.aborted === true;
    const reports = runs.flat();
    const tallies = tally(reports);
    const ok = !interrupted && tallies.length > 0 && tallies.every(isSteady);
    const { number, slug, title } = request.lab;
    const lab = { number, slug, title };
    const about = { schema: 1, lab, submission: taken.name, seed, seeds: varySeed ? 'varied' : 'same' };
    const head = `lab ${number} ${visible(title)}: ${visible(taken.name, 120)}, graded ${runs.length} of ${times} times ${varySeed ? 'with seeds from' : 'with seed'} ${seed}`;
    const lines =
      json === true || format === 'json'
        ? [JSON.stringify({ ...about, times, done: runs.length, interrupted, ok, programs: tallies }, null, 2)]
        : [
            `${head}${interrupted ? ' (interrupted)' : ''}`,
            ...tallies.flatMap((one) => ['', ...tallyLines(one, terminal.width)]),
          ];
    if (out === undefined) terminal.out(lines);
    else await writeOutput('--out', out, lines.map((line) => `${line}\n`).join(''));
    if (interrupted) return ExitCode.interrupted;
    if (reports.some(({ outcome }) => outcome === 'grader-error')) return ExitCode.machine;
    return ok ? ExitCode.ok : ExitCode.failed;
  } finally {
    if (taken.gradable) await taken.dispose();
  }
}

/** A line on standard error for each grading, where somebody watches. */
function repeatProgress(to: Terminal, times: number): Reporter {
  let done = 0;
  return {
    waiting: (line) => {
      to.say(`wirelab: ${line}`);
    },
    allEnded: (reports) => {
      done++;
      if (to.isWatched) to.say(`${done} of ${times}: ${reports.map(pointsOf).join(', ')}`);
    },
  };
}

function pointsOf({ role, outcome, score, maxScore }: Report): string {
  return `${role} ${outcome === 'graded' ? `${pointsText(score)} of ${pointsText(maxScore)} points` : outcome}`;
}
