import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** One line for what code of this file has thrown, with the line of the file where that is known. */
export function thrownIn(path: string, error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const file = resolve(path);
  const [line] = [pathToFileURL(file).href, file].flatMap((name) => /^\d+/.exec(error.stack?.split(`${name}:`)[1] ?? '') ?? []);
  return `${error.name}: ${error.message}${line === undefined ? '' : ` (line ${line})`}`.replace(/\s*\n\s*/g, ' ').trim();
}
