import { register } from 'node:module';
import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { home } from './home.js';
import { thrownIn } from '../errors/thrown-in.js';
import { UsageError } from '../errors/usage-error.js';

// From source, ts-node compiles what lies in the project, and what lies elsewhere is for our hooks.
const isSource = import.meta.url.endsWith('.ts');
let isHooked = false;

/**
 * The default export of a module of the user's or of ours, JavaScript or TypeScript. `what` it is, where it can have a bug of its own.
 * Throws a UsageError that names the file.
 */
export async function loadModule(path: string, what?: string): Promise<unknown> {
  const file = resolve(path);
  if (!isHooked && (!file.startsWith(home + sep) || (!isSource && /\.[mc]?ts$/.test(file)))) {
    register(pathToFileURL(join(home, `src/compose/module-hooks.${isSource ? 'ts' : 'js'}`)));
    process.setSourceMapsEnabled(true); // a file's own lines in what it throws
    isHooked = true;
  }
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(file).href)) as { readonly default?: unknown };
  } catch (error) {
    const bug = what === undefined || !hasRun(error) ? '' : `: this is a bug of the ${what}`;
    throw new UsageError(`cannot load ${path}: ${thrownIn(path, error)}${bug}`, { cause: error });
  }
  if (module.default === undefined) throw new UsageError(`${path} has no default export`);
  return module.default;
}

/** False for an error that came before the first line was run: of the syntax, or of an import. */
function hasRun(error: unknown): boolean {
  return !(error instanceof SyntaxError || (error instanceof Error && 'code' in error));
}
