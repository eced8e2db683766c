import type { Language } from '../language.js';
import { TRANSPILED } from '../transpile.js';
import javascript, { missingImports, packageFolder } from './javascript.js';
import { asArgument } from '../program-command.js';
import { pathFrom } from '../source.js';

/** Node cannot run TypeScript: it is made JavaScript when the submission is staged (`transpile`), and syntax errors are found then. */
const typescript: Language = {
  ...javascript,
  name: 'typescript',
  title: 'TypeScript',
  endings: /(?<!\.d)\.[cm]?ts$/i,
  looks: /^#!.*\b(?:ts-node|tsx|deno)\b/,

  plan(entry, _reach, project) {
    const cwd = packageFolder(entry, project);
    const file = `${TRANSPILED}/${entry.path.replace(/\.[cm]?ts$/i, '.js')}`;
    return {
      cwd,
      build: [],
      check: [],
      argv: ['node', '--enable-source-maps', asArgument(pathFrom(cwd, file))],
      env: {},
      tools: [{ program: 'node', package: 'nodejs' }],
    };
  },

  diagnose(_entry, reach, project) {
    return reach.flatMap((source) => missingImports(source, project));
  },
};

export default typescript;
