import type { Diagnosis } from './diagnosis.js';
import type { Source } from './language.js';
import { isInNodeModules } from './left-out.js';
import { stripTypes } from './strip-types.js';
import type { SubmittedFile } from './submitted-file.js';

/** The folder of the staged submission in which the same files are, with JavaScript for TypeScript. */
export const TRANSPILED = 'wirelab-js';

/** How it is done where the usual is not wanted. */
export interface TranspileOptions {
  /** All become modules, whatever they look like. */
  readonly asModules?: boolean;
  readonly deadlineMs?: number;
}

/** What became of TypeScript: files to add, and syntax errors. */
export interface Transpiled {
  readonly files: readonly SubmittedFile[];
  readonly diagnoses: readonly Diagnosis[];
}

/**
 * Makes JavaScript of TypeScript, as `tsx` and Node itself do it. All becomes CommonJS, so that imports without an ending work, unless a
 * module needs to be one (`await` outside a function, `import.meta`).
 */
export async function transpile(
  files: readonly SubmittedFile[],
  sources: readonly Source[],
  { asModules = false, deadlineMs }: TranspileOptions = {},
): Promise<Transpiled> {
  const paths = new Set(files.map(({ path }) => path));
  const scripts = sources.filter(({ language }) => language.name === 'typescript' || language.name === 'javascript');
  const wanted = scripts.filter(
    ({ language, path }) => language.name === 'typescript' || !paths.has(path.replace(/js$/i, 'ts')),
  ); // the others are made from it
  const isModule =
    asModules ||
    wanted.some((source) =>
      source.has(/\bimport\.meta\b|^(?:(?:const|let|var)\s[\w\s{},:[\]]*=\s*)?await\s|^for\s+await\b/),
    );
  const stripped = await stripTypes(
    wanted.map(({ path, text }) => ({ path, text })),
    isModule,
    deadlineMs,
  );
  if (stripped === undefined) {
    return {
      files: [],
      diagnoses: wanted.slice(0, 1).map(({ path }) => ({
        kind: 'syntax',
        message: `${path} is no TypeScript that can be read: its compiler does not come to an end`,
        file: path,
        stops: true,
      })),
    };
  }
  const made = stripped.map(({ path, text }) => ({
    path: transpiledPath(path),
    bytes: encode(isModule ? withEndings(text, path, paths) : text),
  }));
  const done = new Set([...scripts.map(({ path }) => path), 'package.json']);
  const others = files.filter(
    ({ path }) => !done.has(path) && !isInNodeModules(path) && !path.endsWith('/package.json'),
  );
  const type = encode(`${JSON.stringify({ type: isModule ? 'module' : 'commonjs' })}\n`);
  return {
    files: [
      ...made,
      { path: `${TRANSPILED}/package.json`, bytes: type },
      ...others.map(({ path, bytes }) => ({ path: `${TRANSPILED}/${path}`, bytes })),
    ],
    diagnoses: stripped.flatMap(({ path, mistakes }) =>
      mistakes.map(({ at, says }): Diagnosis => {
        const line = (sources.find((source) => source.path === path)?.text ?? '').slice(0, at).split('\n').length;
        return {
          kind: 'syntax',
          message: `${path}:${line} is no TypeScript: ${says}`,
          file: path,
          line,
          says,
          stops: true,
        };
      }),
    ),
  };
}

/** Where the JavaScript that is made of a script lies. */
export function transpiledPath(path: string): string {
  // .mts and .cts would say otherwise than package.json.
  return `${TRANSPILED}/${path.replace(/\.[cm]?ts$/i, '.js')}`;
}

/** Modules name their files in full: `./util` becomes `./util.js`. */
function withEndings(text: string, path: string, paths: ReadonlySet<string>): string {
  return text.replace(
    /(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}\/[^"'\n]+)\2/g,
    (whole, before: string, quote: string, name: string) => {
      const wanted = new URL(name, `file:///${path}`).pathname.slice(1);
      const isThere = [`${wanted}.ts`, `${wanted}.js`].some((other) => paths.has(decodeURIComponent(other)));
      const made = isThere ? `${name}.js` : name.replace(/\.[cm]?ts$/, '.js');
      return made === name ? whole : `${before}${quote}${made}${quote}`;
    },
  );
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
