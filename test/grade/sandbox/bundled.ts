import { chmodSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../../../src/grade/sandbox/temporary-folder.js';

const made = new Map<string, Promise<string>>();
let folder: string | undefined;

/** A module, beside this one or at a path from here, as one file of JavaScript, for every user to run: from source a start takes seconds, and the tests start many. */
export function bundled(name: string): Promise<string> {
  const known = made.get(name);
  if (known !== undefined) return known;
  const making = bundle(name);
  made.set(name, making);
  return making;
}

async function bundle(name: string): Promise<string> {
  folder ??= makeFolder();
  const outfile = join(folder, `${basename(name)}.mjs`);
  const { build } = await import('esbuild'); // what is bundled may import this module, and never comes here
  await build({
    entryPoints: [fileURLToPath(new URL(`./${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: ['esbuild'],
    logLevel: 'error',
  });
  return outfile;
}

function makeFolder(): string {
  const { path } = temporaryFolder();
  chmodSync(path, 0o755);
  return path;
}
