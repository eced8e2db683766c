import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A place in a file. */
interface Place {
  readonly file: string;
  readonly line: string;
  readonly column: string;
}

/** One line for what code of this file has thrown, or of one that it imports from beside it: with the place where that is known. */
export function thrownIn(path: string, error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = resolve(path);
  const place = placesIn(error.stack ?? '').find(({ file }) => isItself(file, own) || isBeside(file, own));
  const where =
    place === undefined
      ? ''
      : ` (${place.file === own ? '' : `${relative(dirname(own), place.file)}, `}line ${place.line}${error instanceof SyntaxError ? `, column ${place.column}` : ''})`;
  return `${error.name}: ${error.message}${where}`.replace(/\s*\n\s*/g, ' ').trim();
}

/** Which of these files (or files beside them) the error was thrown in: the one that the innermost place of its stack is in. */
export function firstIn(error: unknown, paths: readonly string[]): string | undefined {
  const places = placesIn(error instanceof Error ? (error.stack ?? '') : '');
  for (const isIn of [isItself, isBeside])
    for (const { file } of places) {
      const found = paths.find((path) => isIn(file, resolve(path)));
      if (found !== undefined) return found;
    }
  return undefined;
}

function isItself(file: string, own: string): boolean {
  return file === own;
}

function isBeside(file: string, own: string): boolean {
  return file.startsWith(dirname(own) + sep);
}

/** The places that a stack names, the innermost first. */
function placesIn(stack: string): Place[] {
  return Array.from(
    stack.matchAll(/(?:\(|at |\s)(file:\/\/[^\s()]+|\/[^()\n]+?):(\d+):(\d+)\)?$/gm),
    ([, file = '', line = '', column = '']) => ({
      file: file.startsWith('file:') ? fileURLToPath(file) : file,
      line,
      column,
    }),
  );
}
