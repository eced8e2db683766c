import { defined } from '../../../core/defined.js';
import { createInterface } from 'node:readline/promises';
import { findLab, labKey } from '../../../compose/labs.js';
import { writeMark } from '../../../grade/answers.js';
import { pointsText } from '../../../grade/reports.js';
import { visible, visibleLines } from '../../../text/visible-text.js';
import type { Key } from '../../../lab/question-key.js';
import { countText } from '../../../text/count-text.js';
import { terminal } from '../../terminal.js';
import type { OpenAnswer } from './open-answers.js';

const MOST_LINES = 400; // of an answer

/** Asks for the points of each answer that waits; what was given is written at once. Returns how many were marked. */
export async function markOneByOne(waiting: readonly OpenAnswer[], by: string | undefined): Promise<number> {
  const input = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: terminal.canAsk,
  });
  // Lines that came while nobody asked are kept: standard input may be a file.
  const lines = input[Symbol.asyncIterator]();
  const ask = async (prompt: string): Promise<string | undefined> => {
    process.stderr.write(prompt);
    const next = (await lines.next()) as IteratorResult<string, undefined>;
    return next.value?.trim();
  };
  let marked = 0;
  let shown = '';
  try {
    for (const [index, answer] of waiting.entries()) {
      const { report, check, path } = answer;
      const about = `${report.lab.slug} ${check.id}`;
      if (about !== shown) terminal.out(await questionLines(answer));
      shown = about;
      terminal.out([
        '',
        `--- ${index + 1} of ${waiting.length}: ${visible(report.submission.name, 120)}`,
        '',
        ...visibleLines(check.answer ?? '', MOST_LINES, 400),
        '',
      ]);
      const points = await askPoints(check.points, ask);
      if (points === 'quit') break;
      if (points === 'skip') continue;
      const comment = await ask('comment (empty: none): ');
      await writeMark(path, check.id, { points, comment, by });
      marked++;
    }
  } finally {
    input.close();
  }
  terminal.say(`\n${countText(marked, 'answer')} marked, ${waiting.length - marked} still waiting`);
  return marked;
}

async function askPoints(
  most: number,
  ask: (prompt: string) => Promise<string | undefined>,
): Promise<number | 'skip' | 'quit'> {
  for (;;) {
    const line = await ask(`points (0 to ${pointsText(most)}), s to skip, q to stop: `);
    if (line === undefined || /^q(?:uit)?$/i.test(line)) return 'quit';
    if (/^s(?:kip)?$/i.test(line)) return 'skip';
    const points = readPoints(line);
    if (points !== undefined && points <= most) return points;
    terminal.say(`a number from 0 to ${pointsText(most)}, s or q, got ${JSON.stringify(line)}`);
  }
}

/** Points as people write them: `3`, `2.5`, `2,5`. */
export function readPoints(text: string): number | undefined {
  return /^\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
}

async function questionLines({ report, check }: OpenAnswer): Promise<string[]> {
  const { number, slug, title } = report.lab;
  const { text = check.title, key } = await questionOf(slug, check.id);
  return [
    '',
    `=== lab ${number} ${visible(title)}, ${check.id}, ${pointsText(check.points)} points`,
    ...visibleLines(text, 40, 1000),
    ...(key?.kind === 'open'
      ? ['', 'rubric:', ...key.rubric.map((line) => `  ${pointsText(line.points)}  ${line.text}`)]
      : []),
  ];
}

/** The question and its key, where this installation has them. */
async function questionOf(slug: string, id: string): Promise<{ text?: string; key?: Key[string] | undefined }> {
  try {
    const lab = await findLab(slug);
    const question = lab.questions?.find((one) => one.id === id);
    return { ...defined({ text: question === undefined ? undefined : question.text }), key: (await labKey(lab))?.[id] };
  } catch {
    return {}; // a lab of somebody else's: the report has enough to go on
  }
}
