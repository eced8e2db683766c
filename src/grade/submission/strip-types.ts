import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';

/** A TypeScript or JavaScript file to be made JavaScript. */
export interface Script {
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
const MOST_MISTAKES = 10; // of one file

// The compiler takes minutes for some texts of a few kilobytes, and cannot be stopped. So it has a thread that can be. That begins
// with this text and not with a file, as only the text is the same from source and from a bundle.
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
const ts = require(workerData.typescript);
const compilerOptions = {
  module: workerData.isModule ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true, allowJs: true,
  experimentalDecorators: true, emitDecoratorMetadata: true, inlineSourceMap: true, inlineSources: true, ignoreDeprecations: '6.0',
};
parentPort.postMessage(workerData.scripts.map(({ path, text }) => {
  try {
    const { outputText, diagnostics = [] } = ts.transpileModule(text, { fileName: path, reportDiagnostics: true, compilerOptions });
    const mistakes = diagnostics.slice(0, ${MOST_MISTAKES}).map(({ messageText, start = 0 }) => ({ at: start, says: ts.flattenDiagnosticMessageText(messageText, ' ') }));
    return { path, text: outputText, mistakes };
  } catch (error) {
    return { path, text: '', mistakes: [{ at: 0, says: 'the compiler cannot read it: ' + (error instanceof RangeError ? 'too many brackets within brackets' : String(error)) }] };
  }
}));`;

/** Types are stripped, not checked. Nothing of the scripts is run. Resolves to `undefined` when the compiler does not come to an end. */
export async function stripTypes(scripts: readonly Script[], isModule: boolean, deadlineMs = DEADLINE_MS): Promise<readonly Stripped[] | undefined> {
  const typescript = createRequire(import.meta.url).resolve('typescript');
  const thread = new Worker(THREAD, { eval: true, execArgv: [], workerData: { typescript, isModule, scripts }, resourceLimits: { maxOldGenerationSizeMb: 512 } });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<readonly Stripped[] | undefined>((resolve, reject) => {
      timer = setTimeout(() => { resolve(undefined); }, deadlineMs);
      thread.once('message', resolve);
      thread.once('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(undefined);
        else reject(error);
      });
      thread.once('exit', () => { resolve(undefined); }); // after a message this changes nothing
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
