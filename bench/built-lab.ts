import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NumberedLab } from '../src/lab/numbered-lab.js';

const home = fileURLToPath(new URL('..', import.meta.url));

/** The worker as it was built: what students and instructors run. */
export const builtWorker = join(home, 'dist/src/compose/workers/grade-worker.js');

/** The lab with the folder that the build has made of its own: a worker need not compile it then. */
export function builtLab(lab: NumberedLab): NumberedLab {
  const folder = join(home, 'dist', relative(home, lab.folder));
  if (!existsSync(join(folder, 'lab.js'))) throw new Error(`${folder} has no lab.js: npm run build makes it`);
  return { ...lab, folder };
}
