import { terminal } from './terminal.js';

/** The text in colour where standard output takes it. */
export function inColour(colour: 'green' | 'red', text: string): string {
  return terminal.paint([colour, 'bold'], text);
}
