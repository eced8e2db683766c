import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = [
  'src',
  'handlers',
  'labs',
  'test',
  'bench',
  'docs',
  'scripts',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  '.mocharc.json',
];

const folders: string[] = [];
process.on('exit', removeFolders);

let built: string | undefined;

/** An empty folder; `removeFolders` takes it away. */
export function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
  folders.push(folder);
  return folder;
}

/** A copy of this checkout, built, to which files can be added: one for all tests, as it takes seconds to make. */
export function builtCheckout(): string {
  built ??= buildCopy();
  return built;
}

function buildCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'wirelab-'));
  process.on('exit', () => {
    rmSync(copy, { recursive: true, force: true });
  });
  for (const path of COPIED) cpSync(join(PROJECT, path), join(copy, path), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(copy, 'node_modules'));
  // Types were checked before the tests.
  const build = join(copy, 'tsconfig.build.json');
  const settings = JSON.parse(readFileSync(build, 'utf8')) as { compilerOptions: object };
  writeFileSync(
    build,
    JSON.stringify({ ...settings, compilerOptions: { ...settings.compilerOptions, noCheck: true } }),
  );
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: copy });
  return copy;
}

/** Removes the empty folders that were made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}
