import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';

/** A TypeScript or JavaScript file to be made JavaScript. */
export interface ScriptFile {
  readonly path: string;
  readonly text: string;
}

/** What became of one of them. */
export interface Stripped {
  readonly path: string;
  readonly text: string;
  readonly mistakes: readonly { readonly at: number; readonly says: string }[];
}

const DEADLINE_MS = 20_000;
const MOST_MEMORY = 512; // MB
const MOST_OUTPUT = 256 * 1024 * 1024;
const MOST_MISTAKES = 10; // of one file

// For some texts of a few kilobytes the compiler takes minutes, or so much of the stack that Node aborts. So it has a process of its own.
// That begins with this text and not with a file, as only the text is the same from source and from a bundle.
const PROGRAM = `
const ts = require(process.argv[1]);
const { scripts, isModule } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const compilerOptions = {
  module: isModule ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true, allowJs: true,
  experimentalDecorators: true, emitDecoratorMetadata: true, inlineSourceMap: true, inlineSources: true, ignoreDeprecations: '6.0',
};
const stripped = scripts.map(({ path, text }) => {
  try {
    const { outputText, diagnostics = [] } = ts.transpileModule(text, { fileName: path, reportDiagnostics: true, compilerOptions });
    const mistakes = diagnostics.slice(0, ${MOST_MISTAKES}).map(({ messageText, start = 0 }) => ({ at: start, says: ts.flattenDiagnosticMessageText(messageText, ' ') }));
    return { path, text: outputText, mistakes };
  } catch (error) {
    return { path, text: '', mistakes: [{ at: 0, says: error instanceof RangeError ? 'too many brackets within brackets' : String(error) }] };
  }
});
process.stdout.write(JSON.stringify(stripped));`;

/** Types are stripped, not checked; nothing of the scripts is run. Resolves to `undefined` when the compiler does not come to an end. */
export async function stripTypes(
  scripts: readonly ScriptFile[],
  isModule: boolean,
  deadlineMs = DEADLINE_MS,
): Promise<readonly Stripped[] | undefined> {
  const typescript = createRequire(import.meta.url).resolve('typescript');
  return new Promise((resolve) => {
    const compiler = execFile(
      process.execPath,
      [`--max-old-space-size=${MOST_MEMORY}`, '-e', PROGRAM, typescript],
      {
        cwd: '/',
        env: {},
        timeout: deadlineMs,
        killSignal: 'SIGKILL',
        maxBuffer: MOST_OUTPUT,
      },
      (error, stdout) => {
        resolve(error === null ? (JSON.parse(stdout) as Stripped[]) : undefined);
      },
    );
    compiler.stdin?.on('error', () => undefined); // it may end before it has read everything
    compiler.stdin?.end(JSON.stringify({ scripts, isModule }));
  });
}
