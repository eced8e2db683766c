import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CommandWords } from './pinning.js';

/** How a program is built from its sources. */
export interface Recipe {
  /** All files that it depends on; the first is the one to compile. */
  readonly sources: readonly string[];
  /** The command that puts what it makes into the folder `into`. */
  command(source: string, into: string): CommandWords;
}

/** The folder with what the recipe makes: built when there is none yet for these sources. Rejects with the compiler's complaint. */
export async function buildProgram(recipe: Recipe, signal: AbortSignal): Promise<string> {
  const source = recipe.sources[0];
  if (source === undefined) throw new Error('a recipe needs a source');
  const folder = cacheFolder(recipe, source);
  const made = join(folder, 'made');
  if (existsSync(made)) return made;
  // Built beside it and moved into place, so that whoever builds the same at the same time finds all or nothing.
  const half = mkdtempSync(join(folder, 'half-'));
  const [compiler, ...args] = recipe.command(source, half);
  try {
    await promisify(execFile)(compiler, args, { signal });
    renameSync(half, made);
  } catch (error) {
    if (existsSync(made)) return made;
    throw error;
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
  return made;
}

function cacheFolder(recipe: Recipe, source: string): string {
  const hash = createHash('sha256').update(JSON.stringify([process.arch, recipe.command(source, '')]));
  for (const file of recipe.sources) hash.update(readFileSync(file));
  const folder = join(tmpdir(), `wirelab-bench-${hash.digest('hex').slice(0, 16)}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = lstatSync(folder);
  // The name can be foretold: in a folder of somebody else's there may be a program of somebody else's.
  const isOurs = process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0);
  return isOurs ? folder : mkdtempSync(join(tmpdir(), 'wirelab-bench-'));
}
