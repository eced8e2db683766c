// Module hooks for files of the user's own: TypeScript is compiled, and `wirelab` and what it comes with can be imported from
// wherever the file lies.
import { readFile } from 'node:fs/promises';
import type { LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';

const ours = /^(?:wirelab|inversify|reflect-metadata)(?:\/|$)/;
// From source, ts-node compiles what lies in the project.
const compiled = import.meta.url.endsWith('.ts') ? new URL('../../', import.meta.url).href : undefined;

/** Resolves as Node does; what is not found there may be one of ours, or have its TypeScript ending. */
export const resolve: ResolveHook = async (specifier, context, next) => {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (ours.test(specifier)) return next(specifier, { ...context, parentURL: import.meta.url });
    if (/^\.{1,2}\/.*\.js$/.test(specifier)) return next(specifier.replace(/\.js$/, '.ts'), context);
    throw error;
  }
};

/** Compiles TypeScript; always as a module, whatever the nearest package.json says. */
export const load: LoadHook = async (url, context, next) => {
  if (!url.startsWith('file:') || !/\.[mc]?ts$/.test(url) || (compiled !== undefined && url.startsWith(compiled)))
    return next(url, context);
  // ts-node takes longer to load than everything else together: only when it is needed.
  const { compileTypeScript } = await import('./compile-typescript.js');
  const path = fileURLToPath(url);
  return { format: 'module', source: compileTypeScript(await readFile(path, 'utf8'), path), shortCircuit: true };
};
