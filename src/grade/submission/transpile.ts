import type { Diagnosis } from './diagnosis.js';
import type { SubmittedFile } from './submitted-file.js';
import type { Source } from './source.js';
import { isInNodeModules } from './left-out.js';

/** The folder of the staged submission in which the same files are, with JavaScript for TypeScript. */
export const TRANSPILED = 'wirelab-js';

/** What became of TypeScript: files to add, and syntax errors. */
export interface Transpiled {
  readonly files: readonly SubmittedFile[];
  readonly diagnoses: readonly Diagnosis[];
}

/**
 * Types are stripped, not checked, as `tsx` and Node itself do it. Nothing of the submission is run for it. All becomes CommonJS, so that
 * imports without an ending work, unless a module needs to be one (`await` outside a function, `import.meta`).
 */
export async function transpile(files: readonly SubmittedFile[], sources: readonly Source[]): Promise<Transpiled> {
  const ts = (await import('typescript')).default;
  const scripts = sources.filter(({ language }) => language.name === 'typescript' || language.name === 'javascript');
  const isModule = scripts.some((source) => source.has(/\bimport\.meta\b|^(?:const|let|var)?[^(){}]*=?\s*await\s|^for\s+await\b/));
  const paths = new Set(files.map(({ path }) => path));
  const made: SubmittedFile[] = [];
  const diagnoses: Diagnosis[] = [];
  for (const source of scripts) {
    if (source.language.name === 'javascript' && paths.has(source.path.replace(/js$/i, 'ts'))) continue; // made from it
    const { outputText, diagnostics = [] } = ts.transpileModule(source.text, {
      fileName: source.path,
      reportDiagnostics: true,
      compilerOptions: {
        module: isModule ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        esModuleInterop: true,
        allowJs: true,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        inlineSourceMap: true,
        inlineSources: true,
        ignoreDeprecations: '6.0',
      },
    });
    for (const { messageText, start = 0 } of diagnostics) {
      const line = source.text.slice(0, start).split('\n').length;
      const says = ts.flattenDiagnosticMessageText(messageText, ' ');
      diagnoses.push({ kind: 'syntax', message: `${source.where(line)} is no TypeScript: ${says}`, file: source.path, line, says, stops: true });
    }
    const text = isModule ? withEndings(outputText, source, paths) : outputText;
    made.push({ path: transpiledPath(source.path), bytes: new TextEncoder().encode(text) });
  }
  const done = new Set([...scripts.map(({ path }) => path), 'package.json']);
  const others = files.filter(({ path }) => !done.has(path) && !isInNodeModules(path) && !path.endsWith('/package.json'));
  const type = new TextEncoder().encode(`${JSON.stringify({ type: isModule ? 'module' : 'commonjs' })}\n`);
  return {
    files: [...made, { path: `${TRANSPILED}/package.json`, bytes: type }, ...others.map(({ path, bytes }) => ({ path: `${TRANSPILED}/${path}`, bytes }))],
    diagnoses,
  };
}

function transpiledPath(path: string): string {
  // .mts and .cts would say otherwise than package.json.
  return `${TRANSPILED}/${path.replace(/\.[cm]?ts$/i, '.js')}`;
}

/** Modules name their files in full: `./util` becomes `./util.js`. */
function withEndings(text: string, source: Source, paths: ReadonlySet<string>): string {
  return text.replace(/(\bfrom\s*|\bimport\s*\(?\s*)(["'])(\.{1,2}\/[^"']+)\2/g, (whole, before: string, quote: string, name: string) => {
    const wanted = new URL(name, `file:///${source.path}`).pathname.slice(1);
    const made = [`${wanted}.ts`, `${wanted}.js`].some((path) => paths.has(decodeURIComponent(path))) ? `${name}.js` : name.replace(/\.[cm]?ts$/, '.js');
    return made === name ? whole : `${before}${quote}${made}${quote}`;
  });
}
