import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { home } from './home.js';
import { UsageError } from '../errors/usage-error.js';

/** Where plugins lie. In a checkout that has been built there are two copies of each. */
export interface PluginPlaces {
  readonly built: string;
  readonly sources: string;
}

/** The folders of which each file is a plugin. */
export type PluginFolder =
  'handlers' | 'src/framings' | 'src/grade/report/writers' | 'src/grade/submission/languages' | 'src/doctor/probes';

const PLUGIN = /^([a-z0-9][a-z0-9-]*)\.(?:ts|js)$/;

const here: PluginPlaces = {
  built: home,
  sources: basename(home) === 'dist' && existsSync(join(home, '../handlers')) ? dirname(home) : home,
};

// A source that is newer than its built twin (or has none) is used as it stands, so that a new plugin runs without building.

/** The plugins in a folder of an installation, by name: their files. Throws a UsageError when two have the same name. */
export function pluginFiles(folder: PluginFolder, { built, sources } = here): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const file of entries(join(sources, folder))) {
    const name = PLUGIN.exec(file)?.[1];
    if (name === undefined) continue;
    const path = join(sources, folder, file);
    const taken = files.get(name);
    if (taken !== undefined) throw new UsageError(`${taken} and ${path} have the same name: remove one of them`);
    files.set(name, path);
  }
  if (built !== sources) {
    for (const [name, path] of files) {
      const twin = join(built, folder, `${name}.js`);
      if (modified(twin) >= modified(path)) files.set(name, twin);
    }
  }
  return files;
}

/** Folders of an installation whose names match; `main` is the module that each has to have. */
export function pluginFolders(
  folder: 'labs',
  pattern: RegExp,
  main: string,
  { built, sources } = here,
): readonly string[] {
  const names = entries(join(sources, folder)).filter((name) => pattern.test(name));
  return names.map((name) => {
    const path = join(sources, folder, name);
    const twin = join(built, folder, name);
    const isNewer =
      built !== sources &&
      modified(join(twin, `${main}.js`)) < Math.max(...entries(path).map((file) => modified(join(path, file))));
    return isNewer ? path : twin;
  });
}

/** Where the sources of a built folder lie, or the folder itself where it is none. */
export function sourceOf(folder: string): string {
  const path = relative(here.built, folder);
  return here.built === here.sources || path.startsWith('..') || isAbsolute(path) ? folder : join(here.sources, path);
}

/** `folder/main.ts` or `folder/main.js`, whichever is there. Throws a UsageError when neither is. */
export function moduleIn(folder: string, main: string): string {
  const file = moduleIfAny(folder, main);
  if (file === undefined)
    throw new UsageError(existsSync(folder) ? `${folder} has no ${main}.ts` : `there is no folder ${folder}`);
  return file;
}

/** The same, or `undefined` when neither is there. */
export function moduleIfAny(folder: string, main: string): string | undefined {
  return ['ts', 'js'].map((ending) => join(folder, `${main}.${ending}`)).find((path) => existsSync(path));
}

/** When the file was last changed (milliseconds since 1970), or 0 when there is none. */
function modified(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
