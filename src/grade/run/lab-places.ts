import { existsSync, realpathSync } from 'node:fs';
import { isAbsolute, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NumberedLab } from '../../lab/numbered-lab.js';
import { codeFolder } from '../sandbox/outer-box.js';

// The sources that packs have beside their labs.
const MADE_WITH = ['core', 'impairment', 'lab', 'protocols', 'text'];

/** What a worker has to read of a lab that lies elsewhere than the grader's own: its folder, the files of its handler and framing, and what came with it in a pack. */
export function labPlaces({ folder, server }: Pick<NumberedLab, 'folder' | 'server'>, worker: string): string[] {
  const code = realpathSync(codeFolder(worker.startsWith('file:') ? fileURLToPath(worker) : worker)) + sep;
  // Not the folder of such a file, which may be somebody's home; without its parameter.
  const plugins = [server.handler, server.framing]
    .filter(isAbsolute)
    .map((file) => file.replace(/:[^/]*$/, ''))
    .filter((file) => !file.startsWith(folder + sep));
  const places = [...new Set([folder, ...plugins]), ...MADE_WITH.map((part) => join(folder, '../../src', part))];
  return places.filter((place) => existsSync(place) && !(realpathSync(place) + sep).startsWith(code));
}
