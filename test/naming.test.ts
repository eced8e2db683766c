import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { DEFAULT_EXPORTS, filesIn, paths, PROJECT, sources, type Source } from './support/sources.js';

const LONGEST = 250;
const LONGEST_LIST = 500; // checks of a lab, and tests: one after the other

// What is started by itself, in a process or a thread of its own: nobody imports more of it than the words that it is told.
const OWN_PROCESS = /-worker\.ts$|^src\/hosts\/far-host\.ts$|^src\/compose\/module-hooks\.ts$/;

const TOKENS = /(?:^src\/|-)tokens\.ts$/;

// Names that are still to be mended. Nothing is added here.
const NOT_YET: { readonly exports: readonly string[]; readonly files: readonly string[] } = {
  exports: [],
  files: [
    'src/cli/command-folder.ts',
    'src/cli/commands/matrix/matrix-text.ts',
    'src/cli/commands/prove/proof-text.ts',
    'src/cli/output-file.ts',
    'src/client/memory-link.ts',
    'src/client/script-file.ts',
    'src/client/script-module.ts',
    'src/client/script-yaml.ts',
    'src/client/step-failure.ts',
    'src/compose/every-plugin.ts',
    'src/compose/handler-host-files.ts',
    'src/compose/load-plugin.ts',
    'src/compose/plugin-registries.ts',
    'src/compose/require-plugin.ts',
    'src/compose/student-variant.ts',
    'src/grade/grade-request.ts',
    'src/grade/matrix/matrix-job.ts',
    'src/grade/report/cause-kind.ts',
    'src/grade/report/make-report.ts',
    'src/grade/report/report-rules.ts',
    'src/grade/report/summary.ts',
    'src/impairment/impairment-words.ts',
    'src/impairment/sensible-plan.ts',
    'src/lab/client-checks.ts',
    'src/lab/program-checks.ts',
    'src/lab/rough-client-checks.ts',
    'src/lab/server-checks.ts',
    'src/schema/bounds.ts',
    'src/text/visible-text.ts',
  ],
};

// Plugins are called what they are for, and src/api what the package's parts are called.
const ours = sources.filter(({ path, hasDefault }) => /^src\/(?!api\/)/.test(path) && !hasDefault);

// Of a flag and of a format that others read.
const KEPT: readonly string[] = [
  'src/cli/exchange/impairment-flag.ts: faults',
  'src/grade/matrix/matrix-job.ts: atFault',
  'src/grade/report/to-check-report.ts: parting',
  'src/server/server-event.ts: fault',
];

// What docs/glossary.md has another word for, as a part of a name.
const OLD_WORDS = /^(?:subjects?|felt|faults?|faulty|scenes?|parting)$/;

/** The names that a file declares: of types, functions, variables, parameters and members. */
function declaredIn({ path, text }: Source): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = (node as { readonly name?: ts.Node }).name;
    const declares =
      ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isFunctionLike(node) || ts.isClassDeclaration(node);
    const describes =
      ts.isInterfaceDeclaration(node) ||
      ts.isTypeAliasDeclaration(node) ||
      ts.isPropertyDeclaration(node) ||
      ts.isPropertySignature(node);
    if (name !== undefined && (declares || describes) && (ts.isIdentifier(name) || ts.isPrivateIdentifier(name)))
      found.push(name.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return found;
}

function wordsOf(name: string): string[] {
  return name
    .replace(/^#/, '')
    .split(/(?=[A-Z])|_/)
    .map((word) => word.toLowerCase());
}

describe('files and names', () => {
  it('says things by the words of the glossary', () => {
    const old = sources
      .filter(({ path }) => path.startsWith('src/'))
      .flatMap((source) =>
        declaredIn(source)
          .filter((name) => wordsOf(name).some((word) => OLD_WORDS.test(word)))
          .map((name) => `${source.path}: ${name}`),
      );
    expect([...new Set(old)].filter((one) => !KEPT.includes(one))).to.deep.equal([]);
  });

  it(`has no file of more than ${LONGEST} lines, and none of more than ${LONGEST_LIST} among checks and tests`, () => {
    const files = [...paths, ...filesIn('test')];
    expect(
      files.filter(
        (path) =>
          readFileSync(join(PROJECT, path), 'utf8').trimEnd().split('\n').length >
          (/^(?:labs|test)\//.test(path) ? LONGEST_LIST : LONGEST),
      ),
    ).to.deep.equal([]);
  });

  it('names no two files of src alike: what is opened by its name is the one that was meant', () => {
    const names = new Map<string, string>();
    const twins = ours.flatMap(({ path }) => {
      const name = path.slice(path.lastIndexOf('/') + 1);
      const before = names.get(name);
      names.set(name, path);
      return before === undefined ? [] : [`${before} and ${path}`];
    });
    expect(twins).to.deep.equal([]);
  });

  it('exports no two things under one name', () => {
    const exporters = new Map<string, string[]>();
    // A token has the name of what it stands for.
    for (const { path, exports } of ours.filter(({ path }) => !TOKENS.test(path)))
      for (const name of exports) exporters.set(name, [...(exporters.get(name) ?? []), path]);
    const twins = [...exporters].filter(([, files]) => files.length > 1).map(([name]) => name);
    expect(twins.filter((name) => !NOT_YET.exports.includes(name))).to.deep.equal([]);
    expect(
      NOT_YET.exports.filter((name) => !twins.includes(name)),
      'mended: take them from the list',
    ).to.deep.equal([]);
  });

  it('names each file after one of its exports: all words of the one are in the other, in the plural or not', () => {
    const strange = ours
      .filter(
        ({ path, exports }) =>
          exports.length > 0 && !DEFAULT_EXPORTS.test(path) && !OWN_PROCESS.test(path) && !TOKENS.test(path),
      )
      .filter(({ path, exports }) => {
        const words = path.replace(/^.*\/|\.ts$/g, '').split(/[-.]/);
        return !exports.some((name) => words.every((word) => name.toLowerCase().includes(word.replace(/s$/, ''))));
      })
      .map(({ path }) => path);
    expect(strange.filter((path) => !NOT_YET.files.includes(path))).to.deep.equal([]);
    expect(
      NOT_YET.files.filter((path) => !strange.includes(path)),
      'mended: take them from the list',
    ).to.deep.equal([]);
  });

  it('names files in small letters with hyphens, and none for what it collects', () => {
    expect(
      [...paths].filter(
        (path) =>
          !/^(?:[a-z0-9-]+\/)+[a-z0-9-]+(?:\.module)?\.ts$/.test(path) ||
          /\/(?:utils?|types|constants|helpers?|common|misc)\.ts$/.test(path),
      ),
    ).to.deep.equal([]);
  });
});
