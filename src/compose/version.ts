import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { home } from './home.js';

/** The version of this installation. */
export function version(): string {
  for (const folder of [home, join(home, '..')]) {
    try {
      return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
    } catch {
      // The package's folder is one above what is built.
    }
  }
  return 'unknown';
}
