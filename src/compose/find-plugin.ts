import { defined } from '../core/defined.js';
import { statSync } from 'node:fs';
import { unknownName } from '../text/nearest.js';
import { UsageError } from '../errors/usage-error.js';
import type { Registry } from '../registry/registry.js';
import { loadModule } from './load-module.js';

/** What `NAME`, `NAME:PARAMETER` or `FILE` on the command line stands for. */
export interface PluginReference {
  readonly what: 'handler' | 'framing';
  /** As it was asked for: `handler crc:11`. */
  readonly text: string;
  readonly path: string;
  /** Absent for a file of the user's own, which may call itself what it likes. */
  readonly name?: string;
  readonly parameter?: string;
  /** It came with this installation: what is wrong with it is our fault. */
  readonly isOurs?: true;
}

/** A plugin that was found, and what loads its default export. */
export interface FoundPlugin {
  readonly reference: PluginReference;
  readonly load: () => Promise<unknown>;
}

/** Finds a plugin by name, or a file by its path. Throws a UsageError that names what exists. */
export function findPlugin(
  what: PluginReference['what'],
  reference: string,
  registry: Pick<Registry<unknown>, 'find' | 'names'>,
): FoundPlugin {
  const colon = reference.indexOf(':');
  const name = colon < 0 ? reference : reference.slice(0, colon);
  const rest = {
    what,
    text: `${what} ${reference}`,
    ...defined({ parameter: colon < 0 ? undefined : reference.slice(colon + 1) }),
  };
  if (/[/\\]|\.[mc]?[jt]s$/.test(name)) {
    if (!isFile(name)) throw new UsageError(`there is no file ${name} to take the ${what} from`);
    return { reference: { path: name, ...rest }, load: () => loadModule(name, what) };
  }
  const found = registry.find(name);
  if (found !== undefined) {
    const { path = rest.text, isOurs } = found;
    return { reference: { path, name, ...rest, ...defined({ isOurs }) }, load: () => Promise.resolve(found.load()) };
  }
  const own = [`./${name}.ts`, `./${name}.js`].find(isFile);
  throw new UsageError(
    own === undefined
      ? unknownName(what, name, registry.names)
      : `no ${what} ${name}; for the file write --${what} ${own}`,
  );
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
