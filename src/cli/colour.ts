import { styleText } from 'node:util';

/** The text in colour where standard output is a terminal, and NO_COLOR does not forbid it. */
export function inColour(colour: 'green' | 'red', text: string): string {
  const { NO_COLOR = '', TERM } = process.env;
  return process.stdout.isTTY && NO_COLOR === '' && TERM !== 'dumb' ? styleText([colour, 'bold'], text) : text;
}
