import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Script } from '../lab/step.js';
import { ScriptError } from './script-error.js';

/**
 * The script in a file: YAML, or a JavaScript or TypeScript module, which `loadModule` loads (it resolves to the default
 * export). Throws a ScriptError where the file is there and wrong.
 */
export async function loadScript(path: string, loadModule: (path: string) => Promise<unknown>): Promise<Script> {
  const ending = extname(path).toLowerCase();
  // Schemas and YAML are loaded only here: they take longer than all else, and most commands read no script.
  if (/^\.[cm]?[jt]s$/.test(ending)) return (await import('./script-module.js')).scriptOf(await loadModule(path), path);
  if (!/^\.(ya?ml|json)$/.test(ending)) throw new ScriptError([`${path}: a script is a .yaml, .ts or .js file`]);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new ScriptError([`${path}: ${isMissing ? 'there is no such file' : String(error)}`]);
  }
  const { parseScript } = await import('./script-yaml.js');
  return parseScript(text, path);
}
