import type { NumberedLab } from '../../lab/numbered-lab.js';
import { NO_VARIANT } from './parse-answers.js';

/** The file that students fill in: every question in quotation, with room below. `prompts`: by question. */
export function starterAnswers(
  { number, title }: Pick<NumberedLab, 'number' | 'title'>,
  prompts: ReadonlyMap<string, string>,
  variant = NO_VARIANT,
): string {
  const head = [
    `# Answers to lab ${number}: ${title}`,
    '',
    'Name:',
    '',
    ...(variant === NO_VARIANT ? [] : [`Variant: ${variant}`, '']),
    'Write under the questions, and leave the headings as they are.',
  ];
  const sections = Array.from(prompts, ([id, prompt]) => [
    '',
    `## ${id}`,
    '',
    ...prompt.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)),
    '',
  ]);
  return `${[...head, ...sections.flat()].join('\n').trimEnd()}\n`;
}
