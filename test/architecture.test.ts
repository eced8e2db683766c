import { expect } from 'chai';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
const FOLDERS = ['src', 'handlers', 'labs', 'bench'];
const LONGEST = 250;
const LONGEST_LIST = 500; // checks of a lab, and tests: one after the other

// Who may import what: layers, and packages (a name that ends in ":" stands for all that begin with it).
const BELOW = ['core', 'text', 'errors', 'impairment', 'lab', 'protocols', 'transport', 'server', 'client'];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  text: ['core', 'node:module', 'node:util', 'hono/html', 'hono/utils/html', 'string-width'],
  errors: ['core', 'node:path', 'node:url'],
  framings: ['core', 'text'],
  impairment: ['core', 'text', 'transport', 'client'],
  lab: ['core', 'text', 'impairment'],
  protocols: ['core', 'text', 'transport', 'node:zlib', 'node:timers/promises'],
  transport: ['core', 'node:net', 'node:dgram'],
  tokens: ['core', 'transport', 'server', 'inversify'],
  server: ['core', 'transport', 'lab', 'impairment', 'tokens', 'inversify'],
  client: ['core', 'text', 'lab', 'impairment', 'transport', 'node:fs/promises', 'node:path', 'node:readline', 'yaml'],
  capture: ['core', 'transport', 'client', 'server', 'node:net'],
  handlers: ['core', 'text', 'protocols', 'tokens', 'inversify'],
  labs: ['lab', 'core', 'impairment', 'protocols'],
  grade: [
    ...BELOW,
    'framings',
    'capture',
    'node:',
    'chokidar',
    'fast-check',
    'fflate',
    'markdown-it',
    'shlex',
    'tar-stream',
    'yaml',
    'yauzl',
    'zod',
  ],
  progress: ['core', 'lab', 'grade', 'errors', 'node:', 'zod'],
  compose: [...BELOW, 'grade', 'tokens', 'node:', 'inversify', 'reflect-metadata/lite', 'ts-node', 'typescript'],
  hosts: ['core', 'transport', 'errors', 'grade', 'node:'],
  doctor: [...BELOW, 'bench', 'compose', 'grade', 'node:', 'semver/functions/satisfies.js'],
  scaffold: ['compose', 'core', 'errors', 'text', 'node:'],
  api: [
    'client',
    'compose',
    'core',
    'errors',
    'grade',
    'impairment',
    'lab',
    'server',
    'tokens',
    'transport',
    'inversify',
  ],
  bench: ['compose', 'core', 'errors', 'text', 'node:'], // of src/: what `wirelab bench` runs
  pack: ['core', 'text', 'lab', 'grade', 'node:', 'tar-stream'],
  cli: [
    ...BELOW,
    'api',
    'bench',
    'capture',
    'compose',
    'doctor',
    'framings',
    'grade',
    'hosts',
    'pack',
    'progress',
    'scaffold',
    'tokens',
    'node:',
    'log-update',
    'yargs',
    'yargs/helpers',
  ],
  measuring: [...BELOW, 'api', 'bench', 'compose', 'grade', 'test', 'node:'], // bench/: what only a checkout runs
};

// Plugins are default exports; so is what stands in for a package that has one.
const DEFAULT_EXPORTS =
  /^(?:handlers|src\/framings|src\/grade\/report\/writers)\/|^src\/cli\/commands\/([^/]+)\/\1-command\.ts$|^labs\/[^/]+\/(?:lab|key)\.ts$|^src\/cli\/ascii-width\.ts$/;

// Commands that still ask the streams themselves.
const NOT_YET = /^src\/cli\/commands\/(?:grade|matrix|prove|replay)\//;

interface Import {
  readonly what: string;
  readonly names: readonly string[];
  readonly isDynamic: boolean;
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly hasDefault: boolean;
}

const sources = FOLDERS.flatMap((folder) =>
  filesIn(folder)
    .filter((path) => !/\/(?:starter|solution|wrong|peers)\//.test(path))
    .map(sourceOf),
);
const paths = new Set(sources.map(({ path }) => path));

function filesIn(folder: string): string[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file}`);
}

function sourceOf(path: string): Source {
  const text = readFileSync(join(PROJECT, path), 'utf8');
  const imports: Import[] = [];
  let hasDefault = false;
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      const clause = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : node.exportClause;
      const names =
        clause !== undefined && (ts.isNamedImports(clause) || ts.isNamedExports(clause))
          ? clause.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
          : [];
      imports.push({ what: (node.moduleSpecifier as ts.StringLiteral).text, names, isDynamic: false });
    } else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] !== undefined &&
      ts.isStringLiteral(node.arguments[0])
    ) {
      imports.push({ what: node.arguments[0].text, names: [], isDynamic: true });
    }
    hasDefault ||=
      ts.isExportAssignment(node) ||
      (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isClassDeclaration(node.parent)) ||
      (ts.isFunctionDeclaration(node) &&
        (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return { path, text, imports, hasDefault };
}

/** The file that a relative import means, from the root of the project. */
function target(from: string, what: string): string {
  return normalize(join(dirname(from), what)).replace(/\.js$/, '.ts');
}

function layerOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top === 'bench') return 'measuring';
  return top === 'src' ? second.replace(/\.ts$/, '') : top;
}

describe('the architecture', () => {
  it('gives every folder its place', () => {
    expect(
      [...new Set(sources.map(({ path }) => layerOf(path)))].filter((layer) => MAY_IMPORT[layer] === undefined),
      'say in this test what they may import',
    ).to.deep.equal([]);
  });

  it('lets each layer import only what it may', () => {
    const broken = sources.flatMap(({ path, imports }) =>
      imports.flatMap(({ what }) => {
        const layer = layerOf(path);
        const used = what.startsWith('.') ? layerOf(target(path, what)) : what;
        const isAllowed =
          used === layer ||
          MAY_IMPORT[layer]?.some((may) => used === may || (may.endsWith(':') && used.startsWith(may))) === true;
        return isAllowed ? [] : [`${path}: ${layer} may not import ${used}`];
      }),
    );
    expect(broken).to.deep.equal([]);
  });

  it('has no import of a file that is not there', () => {
    const missing = sources.flatMap(({ path, imports }) =>
      imports
        .filter(({ what }) => what.startsWith('.') && !existsSync(join(PROJECT, target(path, what))))
        .map(({ what }) => `${path}: ${what}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it('has no circle of files that need one another to be loaded', () => {
    const importsOf = new Map(
      sources.map(({ path, imports }) => [
        path,
        imports
          .filter(({ what, isDynamic }) => what.startsWith('.') && !isDynamic)
          .map(({ what }) => target(path, what)),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const follow = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      if (way.includes(path) || done.has(path)) return;
      for (const next of importsOf.get(path) ?? []) follow(next, [...way, path]);
      done.add(path);
    };
    for (const path of importsOf.keys()) follow(path, []);
    expect(circles).to.deep.equal([]);
  });

  it('names the container only where things are composed', () => {
    const naming = sources.filter(({ imports }) =>
      imports.some(({ names }) => names.some((name) => name.startsWith('Container'))),
    );
    expect(naming.map(({ path }) => path).filter((path) => !path.startsWith('src/compose/'))).to.deep.equal([]);
    expect(naming).to.have.lengthOf(1);
  });

  it('asks only the Terminal whether somebody watches, how wide it is, and whether it takes colours', () => {
    // A prompt is given its streams; the text of a report is painted by whoever has asked.
    const asking = new Set(['src/cli/terminal.ts', 'src/client/prompt-lines.ts', 'src/text/styled.ts']);
    const ASKS =
      /\bisTTY\b|\.(?:std(?:out|err))\.(?:columns|rows)\b|\b(?:NO|FORCE)_COLOR\b|\bstyleText\b|\bhasColors\b/;
    expect(
      sources
        .filter(({ path, text }) => path.startsWith('src/') && !asking.has(path) && ASKS.test(text))
        .map(({ path }) => path)
        .filter((path) => !NOT_YET.test(path)),
    ).to.deep.equal([]);
  });

  it('has default exports only where a plugin is', () => {
    expect(
      sources.filter(({ path, hasDefault }) => hasDefault !== DEFAULT_EXPORTS.test(path)).map(({ path }) => path),
    ).to.deep.equal([]);
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

  it('names files in small letters with hyphens, and none for what it collects', () => {
    expect(
      [...paths].filter(
        (path) =>
          !/^(?:[a-z0-9-]+\/)+[a-z0-9-]+\.ts$/.test(path) ||
          /\/(?:utils?|types|constants|helpers?|common|misc)\.ts$/.test(path),
      ),
    ).to.deep.equal([]);
  });
});
