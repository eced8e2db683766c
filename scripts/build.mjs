// Builds dist/. The command line, the public modules and every plugin become bundles that share their code in chunks: a start
// then reads a few files where it would read hundreds. Beside them lie what is read at run time and the type declarations.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { build } from 'esbuild';
import { handlerHost } from './handler-host.mjs';
import { writeKindLists } from './kind-lists.mjs';

const sources = (folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
const labs = readdirSync('labs')
  .map((folder) => `labs/${folder}`)
  .filter((folder) => existsSync(`${folder}/lab.ts`));

// The parser of the command line measures its help with a package that handles every script of the world, a fifth of the start;
// help is ASCII. Nobody else gets this one: names of people are not.
const asciiHelp = {
  name: 'ascii-help',
  setup({ onResolve }) {
    onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      /\/node_modules\/(?:yargs|cliui)\//.test(importer) ? { path: resolve('src/cli/ascii-width.ts') } : undefined,
    );
  },
};

writeKindLists('.');

rmSync('dist', { recursive: true, force: true });

await build({
  entryPoints: [
    'src/cli/main.ts',
    'src/cli/commands/run/hosts-worker.ts',
    'src/hosts/far-host.ts',
    'src/grade/sandbox/probe-worker.ts',
    'src/compose/module-hooks.ts',
    ...readdirSync('src/cli/commands').map((name) => `src/cli/commands/${name}/${name}-command.ts`),
    ...sources('src/compose/workers'),
    ...sources('src/api'),
    ...sources('src/framings'),
    ...sources('src/grade/report/writers'),
    ...sources('src/grade/submission/languages'),
    ...sources('src/doctor/probes'),
    ...sources('handlers'),
    ...labs.flatMap((folder) => [`${folder}/lab.ts`, `${folder}/key.ts`].filter((file) => existsSync(file))),
  ],
  outdir: 'dist',
  outbase: '.',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  plugins: [asciiHelp],
  // Loaded only when they are needed, and too large to copy.
  external: ['ts-node', 'typescript', 'yaml'],
  // yargs loads a part of itself with require.
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
});
chmodSync('dist/src/cli/main.js', 0o755);

for (const { path, bytes } of await handlerHost()) {
  mkdirSync(dirname(`dist/handler-host/${path}`), { recursive: true });
  writeFileSync(`dist/handler-host/${path}`, bytes);
}

for (const folder of labs) {
  cpSync(folder, `dist/${folder}`, { recursive: true, filter: (file) => !file.endsWith('.ts') });
}
for (const folder of ['bench/native', 'bench/peers'])
  if (existsSync(folder)) cpSync(folder, `dist/${folder}`, { recursive: true });

execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
