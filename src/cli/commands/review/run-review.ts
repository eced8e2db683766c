import { UsageError } from '../../../errors/usage-error.js';
import { writeMark } from '../../../grade/answers.js';
import { scoreLine } from '../../../grade/reports.js';
import { visible } from '../../../text/visible-text.js';
import { ExitCode } from '../../exit-code.js';
import { countText } from '../../../text/count-text.js';
import { terminal } from '../../terminal.js';
import { markOneByOne, readPoints } from './mark-one-by-one.js';
import { openAnswers, type OpenAnswer } from './open-answers.js';
import { table } from '../../../text/table.js';

/** What `wirelab review` is called with. */
export interface ReviewFlags {
  readonly words?: readonly string[] | undefined;
  readonly question?: string | undefined;
  readonly points?: string | undefined;
  readonly comment?: string | undefined;
  readonly by?: string | undefined;
  readonly json?: boolean | undefined;
}

const USAGE =
  'wirelab review list REPORTS…, wirelab review score REPORT QUESTION --points N, or wirelab review REPORTS…';

/** `wirelab review`. */
export async function runReview(flags: ReviewFlags): Promise<ExitCode> {
  const [first, ...rest] = flags.words ?? [];
  if (first === undefined) throw new UsageError(`say what to review: ${USAGE}`);
  if (first === 'score') return score(rest, flags);
  const isList = first === 'list';
  const paths = isList ? rest : [first, ...rest];
  if (paths.length === 0) throw new UsageError(`say which reports, or a folder of them: ${USAGE}`);
  if (flags.points !== undefined || flags.comment !== undefined)
    throw new UsageError(`--${flags.points === undefined ? 'comment' : 'points'} is of review score: ${USAGE}`);
  const answers = openAnswers(paths, flags.question);
  const waiting = answers.filter(({ check }) => check.review?.done !== true);
  if (isList || flags.json === true) return list(answers, waiting, flags.json === true);
  if (waiting.length === 0) terminal.say('wirelab: no answer waits');
  else await markOneByOne(waiting, flags.by);
  return ExitCode.ok;
}

async function score(
  [path, question, ...more]: readonly string[],
  { points = '', comment, by, json }: ReviewFlags,
): Promise<ExitCode> {
  if (path === undefined || question === undefined || more.length > 0)
    throw new UsageError('score takes a report and a question: wirelab review score reports/ada.json Q1 --points 3');
  const given = readPoints(points);
  if (given === undefined)
    throw new UsageError(`--points takes a number such as 3 or 2.5, got ${JSON.stringify(points)}`);
  let report;
  try {
    report = await writeMark(path, question, { points: given, comment, by });
  } catch (error) {
    throw new UsageError(`${path}: ${(error as Error).message.replace(/\s*\n\s*/g, ' ')}`, { cause: error });
  }
  if (json === true) terminal.json(report);
  else terminal.out([`${visible(report.submission.name, 120)}: ${scoreLine(report)}`]);
  return ExitCode.ok;
}

function list(answers: readonly OpenAnswer[], waiting: readonly OpenAnswer[], json: boolean): ExitCode {
  if (json) {
    terminal.json({
      schema: 1,
      answers: answers.map(({ path, report, check: { id, points, earned, answer, review } }) => ({
        report: path,
        submission: report.submission.name,
        lab: report.lab.slug,
        question: id,
        points,
        earned,
        answer,
        ...review,
      })),
    });
    return ExitCode.ok;
  }
  terminal.out(
    table(
      waiting.map(({ path, report, check }) => [
        `lab ${report.lab.number}`,
        check.id,
        `${check.points} points`,
        visible(path, 200),
        visible(report.submission.name, 80),
      ]),
    ),
  );
  terminal.say(`${countText(waiting.length, 'answer')} waiting, ${answers.length - waiting.length} marked`);
  return ExitCode.ok;
}
