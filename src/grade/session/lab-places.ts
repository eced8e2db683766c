import { existsSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeFolder } from '../sandbox/outer-box.js';

/** What a worker has to read of a lab that lies elsewhere than the grader's own: its folder, and what came with it in a pack. */
export function labPlaces(folder: string, worker: string): string[] {
  const code = realpathSync(codeFolder(worker.startsWith('file:') ? fileURLToPath(worker) : worker)) + sep;
  // Packs have the sources of what labs are made of beside them.
  const places = [folder, join(folder, '../../src/lab'), join(folder, '../../src/core'), join(folder, '../../src/crc')];
  return places.filter((place) => existsSync(place) && !(realpathSync(place) + sep).startsWith(code));
}
