import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder in which `handlers/`, `labs/` and `src/framings/` of this installation lie: the checkout, or `dist` in the package. */
export const home = findHome(dirname(fileURLToPath(import.meta.url)));

// The build moves code into shared chunks, so that the way up is not always the same.
function findHome(from: string): string {
  if (existsSync(join(from, 'handlers')) && existsSync(join(from, 'labs'))) return from;
  const parent = dirname(from);
  if (parent === from) throw new Error('this installation of wirelab is broken: its handlers and labs are missing');
  return findHome(parent);
}
