import { statSync } from 'node:fs';
import { unknownName } from '../text/nearest.js';
import { pluginFiles } from './plugin-files.js';
import { UsageError } from '../errors/usage-error.js';

/** What `NAME`, `NAME:PARAMETER` or `FILE` on the command line stands for. */
export interface PluginReference {
  /** As it was asked for: `handler crc:11`. */
  readonly text: string;
  readonly path: string;
  /** Absent for a file of the user's own, which may call itself what it likes. */
  readonly name?: string;
  readonly parameter?: string;
}

/** Finds a plugin by name, or a file by its path. Throws a UsageError that names what exists. */
export function findPlugin(what: 'handler' | 'framing', reference: string): PluginReference {
  const colon = reference.indexOf(':');
  const name = colon < 0 ? reference : reference.slice(0, colon);
  const rest = { text: `${what} ${reference}`, ...(colon < 0 ? {} : { parameter: reference.slice(colon + 1) }) };
  if (/[/\\]|\.[mc]?[jt]s$/.test(name)) {
    if (!isFile(name)) throw new UsageError(`there is no file ${name} to take the ${what} from`);
    return { path: name, ...rest };
  }
  const files = pluginFiles(what === 'handler' ? 'handlers' : 'src/framings');
  const path = files.get(name);
  if (path !== undefined) return { path, name, ...rest };
  const own = [`./${name}.ts`, `./${name}.js`].find(isFile);
  throw new UsageError(
    own === undefined
      ? unknownName(what, name, files.keys())
      : `no ${what} ${name}; for the file write --${what} ${own}`,
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
