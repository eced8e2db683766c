import tsNode from 'ts-node';

// Types are stripped, not checked: checking takes seconds, and an editor does it better.
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

/** The module as JavaScript. Throws a SyntaxError with the place in the file. */
export function compileTypeScript(source: string, path: string): string {
  try {
    return service.compile(source, path);
  } catch (error) {
    if (!(error instanceof tsNode.TSError)) throw error;
    // The compiler's own error cannot be handed from the thread of the hooks to the program's.
    const [, line = '?', column = '?', message = error.diagnosticText] =
      /\((\d+),(\d+)\): (?:.*?error.*?TS\d+:.*? )?(.*)/.exec(error.diagnosticText) ?? [];
    const told = new SyntaxError(message);
    told.stack = `SyntaxError: ${message}\n    at ${path}:${line}:${column}`;
    throw told;
  }
}
