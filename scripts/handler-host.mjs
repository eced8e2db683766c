// Bundles the program that serves students' handlers: a folder of packages that is whole by itself, as nothing else of Wirelab may be
// within reach of them. A handler gets the very `wirelab/core` and `inversify` that the server uses.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const PACKAGES = {
  wirelab: { './core': './core.js' },
  inversify: { '.': './index.js' },
  'reflect-metadata': { '.': './index.js', './lite': './lite.js', './Reflect.js': './index.js' },
};

/** The files of it, relative to a `node_modules`. */
export async function handlerHost() {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const framings = readdirSync(`${root}src/framings`)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.replace(/\.ts$/, ''));
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: {
      'wirelab/host': 'src/compose/hosted-handler.ts',
      'wirelab/core': 'src/api/core.ts',
      ...Object.fromEntries(framings.map((name) => [`wirelab/framings/${name}`, `src/framings/${name}.ts`])),
      'inversify/index': 'inversify',
      'reflect-metadata/index': 'reflect-metadata',
      'reflect-metadata/lite': 'reflect-metadata/lite',
    },
    outdir: '/',
    chunkNames: 'wirelab/chunks/[name]-[hash]',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minifySyntax: true,
    minifyWhitespace: true,
    logLevel: 'warning',
  });
  const packages = Object.entries(PACKAGES).map(([name, exports]) => ({
    path: `${name}/package.json`,
    bytes: Buffer.from(JSON.stringify({ name, type: 'module', exports })),
  }));
  return [...packages, ...outputFiles.map(({ path, contents }) => ({ path: path.slice(1), bytes: contents }))];
}
