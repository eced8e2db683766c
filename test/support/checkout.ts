import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = ['src', 'handlers', 'labs', 'test', 'bench', 'docs', 'scripts', 'package.json', 'tsconfig.json', 'tsconfig.build.json', '.mocharc.json'];

const folders: string[] = [];

/** An empty folder; `removeFolders` takes it away. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
  folders.push(folder);
  return folder;
}

/** A copy of this checkout, built, to which files can be added. */
export function builtCheckout(): string {
  const copy = emptyFolder();
  for (const path of COPIED) cpSync(join(PROJECT, path), join(copy, path), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  // Types were checked before the tests.
  const build = join(copy, 'tsconfig.build.json');
  const settings = JSON.parse(readFileSync(build, 'utf8')) as { compilerOptions: object };
  writeFileSync(build, JSON.stringify({ ...settings, compilerOptions: { ...settings.compilerOptions, noCheck: true } }));
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: copy });
  return copy;
}

/** Removes the folders that were made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
