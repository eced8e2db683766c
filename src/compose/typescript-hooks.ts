// Module hooks for files of the user's own that are TypeScript: ts-node compiles them, and `wirelab` and what it comes with
// can be imported from wherever the file lies.
import { readFile } from 'node:fs/promises';
import type { LoadHook, ResolveHook } from 'node:module';
import { fileURLToPath } from 'node:url';
import tsNode from 'ts-node';

const service = tsNode.create({
  transpileOnly: true,
  skipProject: true,
  compilerOptions: {
    module: 'esnext',
    moduleResolution: 'bundler',
    target: 'es2022',
    experimentalDecorators: true,
    inlineSourceMap: true,
    ignoreDeprecations: '6.0',
  },
});

const ours = /^(?:wirelab|inversify|reflect-metadata)(?:\/|$)/;

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
  if (!url.startsWith('file:') || !/\.[mc]?ts$/.test(url)) return next(url, context);
  const path = fileURLToPath(url);
  return { format: 'module', source: service.compile(await readFile(path, 'utf8'), path), shortCircuit: true };
};
