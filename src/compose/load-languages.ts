import type { Language } from '../grade/submission/language.js';
import { Languages } from '../grade/submission/languages.js';
import { loadModule } from './load-module.js';
import { pluginFiles } from './plugin-files.js';

let known: Promise<Languages> | undefined;

/** The languages of this installation: each is a file in `src/grade/submission/languages`. */
export function loadLanguages(): Promise<Languages> {
  return (known ??= languagesIn(pluginFiles('src/grade/submission/languages')));
}

/** The languages in these files, by name. Throws a RangeError where one holds none. */
export async function languagesIn(files: ReadonlyMap<string, string>): Promise<Languages> {
  return new Languages(await Promise.all(Array.from(files, ([name, path]) => loadLanguage(name, path))));
}

async function loadLanguage(name: string, path: string): Promise<Language> {
  const language = (await loadModule(path)) as Partial<Language>;
  for (const member of ['startable', 'needs', 'plan', 'diagnose'] as const)
    if (typeof language[member] !== 'function')
      throw new RangeError(`${path}: ${member} has to be a function, is ${typeof language[member]}`);
  if (language.name !== name) throw new RangeError(`${path}: calls itself ${String(language.name)}, its file ${name}`);
  return language as Language;
}
