import { terminal } from './terminal.js';

/** Lines of standard output: the data that was asked for. */
export function printLines(lines: readonly string[]): void {
  terminal.out(lines);
}

/** One JSON document on standard output. */
export function printJson(document: unknown): void {
  terminal.json(document);
}
