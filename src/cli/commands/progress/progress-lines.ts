import { visible } from '../../../text/visible-text.js';
import { isDone, WORK, type Result } from '../../../progress/progress.js';
import type { Task } from '../../../progress/next-task.js';
import { table } from '../../../text/table.js';

const WIDEST = 500; // characters of a message

/** The labs as rows, their work as columns, and what failed last. */
export function progressLines(tasks: readonly Task[]): string[] {
  const labs = [...new Set(tasks.map(({ lab }) => lab))];
  const rows = labs.map((lab) => [
    String(lab.number),
    lab.slug,
    ...WORK.map((work) => {
      const task = tasks.find((one) => one.lab === lab && one.work === work);
      return task === undefined ? '' : state(task.last);
    }),
  ]);
  const failed = tasks.filter(({ last }) => last !== undefined && !isDone(last));
  const done = tasks.filter(({ last }) => isDone(last)).length;
  return [
    ...table([['', 'lab', ...WORK], ...rows], ['right']),
    '',
    `${done} of ${tasks.length} done`,
    ...failed.flatMap((task) => ['', ...wrongLines(task)]),
  ];
}

/** What to do next, with the commands for it. */
export function nextLines({ lab, work, last }: Task): string[] {
  const what = work === 'answers' ? 'the questions' : `the ${work}`;
  if (last === undefined) {
    return [
      `Lab ${lab.number}, ${lab.title}: ${what}`,
      ...table([
        [`  wirelab show ${lab.number}`, 'what is to be done'],
        ...(work === 'answers' ? [] : [[`  wirelab run ${lab.number}`, 'how it looks when it works']]),
        [
          `  wirelab grade ${lab.number} ${work === 'answers' ? 'answers.md --role answers' : `${work}.py`}`,
          work === 'answers' ? 'what is right already' : 'how far yours is, whatever its file is called',
        ],
      ]),
    ];
  }
  return [
    ...wrongLines({ lab, work, last }),
    `  again: wirelab grade ${lab.number} ${visible(last.submission, 200)} --role ${work}`,
  ];
}

function wrongLines({ lab, work, last }: Task): string[] {
  if (last === undefined) return [];
  const { wrong, best, score } = last;
  const heading = `Lab ${lab.number}, ${lab.title}, ${work}: ${state(last)}${best.score > score ? `; it has had ${best.score}` : ''}`;
  if (wrong === undefined) return [heading];
  const lines = (text: string): string[] =>
    visible(text, WIDEST)
      .split('\n')
      .map((line) => `    ${line}`);
  return [
    heading,
    `  ${wrong.check === undefined ? '' : `${wrong.check}: `}${visible(wrong.title, WIDEST)}`,
    ...(wrong.message === '' ? [] : lines(wrong.message)),
    ...(wrong.hint === undefined ? [] : [`    hint: ${visible(wrong.hint, WIDEST)}`]),
  ];
}

function state(last: Result | undefined): string {
  if (last === undefined) return '-';
  if (isDone(last)) return 'done';
  return last.outcome === 'graded' ? `${last.score}/${last.maxScore}` : 'not gradable';
}
