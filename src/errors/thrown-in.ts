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
  const place = placesIn(error.stack ?? '').find(({ file }) => file === own || file.startsWith(dirname(own) + sep));
  const where =
    place === undefined
      ? ''
      : ` (${place.file === own ? '' : `${relative(dirname(own), place.file)}, `}line ${place.line}${error instanceof SyntaxError ? `, column ${place.column}` : ''})`;
  return `${error.name}: ${error.message}${where}`.replace(/\s*\n\s*/g, ' ').trim();
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
