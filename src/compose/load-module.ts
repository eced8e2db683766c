import { register } from 'node:module';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { home } from './home.js';
import { UsageError } from './usage-error.js';

// From source (under ts-node) TypeScript can be imported already.
let readsTypeScript = import.meta.url.endsWith('.ts');

/** The default export of a module of the user's or of ours, JavaScript or TypeScript. Throws a UsageError that names the file. */
export async function loadModule(path: string): Promise<unknown> {
  if (/^\.[mc]?ts$/.test(extname(path)) && !readsTypeScript) {
    // ts-node takes longer to load than everything else together: only when it is needed.
    register(pathToFileURL(join(home, 'src/compose/typescript-hooks.js')));
    readsTypeScript = true;
  }
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(resolve(path)).href)) as { readonly default?: unknown };
  } catch (error) {
    throw new UsageError(`cannot load ${path}: ${reasonOf(error)}`, { cause: error });
  }
  if (module.default === undefined) throw new UsageError(`${path} has no default export`);
  return module.default;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A compiler's message has the place on lines of its own; one line is what can be shown.
  return `${error.name}: ${error.message}`.replace(/\s*\n\s*/g, ' ').trim();
}
