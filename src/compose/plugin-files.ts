import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { unknownName } from '../core/nearest.js';
import { home } from './home.js';
import { UsageError } from './usage-error.js';

const PLUGIN = /^([a-z0-9][a-z0-9-]*)\.(?:ts|js)$/;

// In a checkout that has been built, a source file that is newer than its built twin (or has none) is used as it stands, so
// that a new plugin runs without building.
const checkout = basename(home) === 'dist' ? dirname(home) : undefined;

/** The plugins in a folder of this installation, by name: their files. */
export function pluginFiles(folder: 'handlers' | 'src/framings'): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const root of [home, ...(checkout === undefined ? [] : [checkout])]) {
    for (const file of filesIn(join(root, folder))) {
      const name = PLUGIN.exec(file)?.[1];
      const path = join(root, folder, file);
      if (name === undefined) continue;
      const built = files.get(name);
      if (built === undefined || modified(path) > modified(built)) files.set(name, path);
    }
  }
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Folders of this installation whose names match, the newest copy of each. */
export function pluginFolders(folder: 'labs', pattern: RegExp, main: string): readonly string[] {
  const found = new Map<string, string>();
  for (const root of [home, ...(checkout === undefined ? [] : [checkout])]) {
    for (const name of filesIn(join(root, folder)).filter((file) => pattern.test(file))) {
      const path = join(root, folder, name);
      const built = found.get(name);
      if (built === undefined || modified(moduleIn(path, main)) > modified(moduleIn(built, main))) found.set(name, path);
    }
  }
  return [...found.values()].sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
}

/** `folder/main.ts` or `folder/main.js`, whichever is there. */
export function moduleIn(folder: string, main: string): string {
  const typescript = join(folder, `${main}.ts`);
  return modified(typescript) > 0 ? typescript : join(folder, `${main}.js`);
}

/** What `NAME`, `NAME:PARAMETER` or `FILE` on the command line stands for. */
export interface PluginReference {
  readonly path: string;
  /** Absent for a file of the user's own, which may call itself what it likes. */
  readonly name?: string;
  readonly parameter?: string;
}

/** Finds a plugin by name, or a file by its path. Throws a UsageError that names what exists. */
export function findPlugin(what: 'handler' | 'framing', reference: string): PluginReference {
  const file = /^(.*(?:[/\\].*|\.[mc]?[jt]s))$/s.test(reference.split(':')[0] ?? '') ? splitParameter(reference) : undefined;
  if (file !== undefined) {
    if (modified(file.name) === 0) throw new UsageError(`no file ${file.name} to take the ${what} from`);
    return { path: file.name, ...parameterOf(file.parameter) };
  }
  const { name, parameter } = splitParameter(reference);
  const files = pluginFiles(what === 'handler' ? 'handlers' : 'src/framings');
  const path = files.get(name);
  if (path === undefined) throw new UsageError(unknownName(what, name, files.keys()));
  return { path, name, ...parameterOf(parameter) };
}

function splitParameter(reference: string): { name: string; parameter: string | undefined } {
  const colon = reference.indexOf(':');
  return colon < 0 ? { name: reference, parameter: undefined } : { name: reference.slice(0, colon), parameter: reference.slice(colon + 1) };
}

function parameterOf(parameter: string | undefined): { parameter?: string } {
  return parameter === undefined ? {} : { parameter };
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** When the file was last changed (milliseconds since 1970), or 0 when there is none. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
