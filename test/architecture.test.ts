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
const BELOW = ['core', 'text', 'schema', 'errors', 'impairment', 'lab', 'protocols', 'transport', 'server', 'client'];
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  text: ['core', 'node:module', 'node:util', 'hono/html', 'hono/utils/html', 'string-width'],
  errors: ['core', 'node:path', 'node:url'],
  framings: ['core', 'text'],
  schema: ['core', 'zod'], // of values that many things have
  impairment: ['core', 'text', 'schema', 'transport', 'client', 'zod'],
  lab: ['core', 'text', 'schema', 'impairment', 'steps', 'zod', 'inversify'], // of inversify the type of a lab's services, no more: a test sees to it
  registry: ['core', 'text'],
  protocols: ['core', 'text', 'transport', 'node:zlib', 'node:timers/promises'],
  transport: ['core', 'node:net', 'node:dgram'],
  tokens: ['core', 'registry', 'transport', 'server', 'grade', 'inversify'], // types of what they stand for
  server: ['core', 'transport', 'lab', 'impairment', 'tokens', 'inversify'],
  // A kind of step is one file, with its schema, of which labs are made, and how it is played, for which it needs the client.
  steps: ['core', 'schema', 'lab', 'transport', 'client', 'zod'],
  client: [
    'core',
    'text',
    'schema',
    'lab',
    'impairment',
    'steps',
    'transport',
    'zod',
    'node:fs/promises',
    'node:path',
    'node:readline',
    'yaml',
  ],
  capture: ['core', 'transport', 'client', 'server', 'node:net'],
  handlers: ['core', 'text', 'protocols', 'tokens', 'inversify'],
  labs: ['lab', 'core', 'impairment', 'protocols'],
  grade: [
    ...BELOW,
    'framings',
    'capture',
    'registry',
    'tokens',
    'inversify',
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
  compose: [
    ...BELOW,
    'registry',
    'grade',
    'tokens',
    'node:',
    'inversify',
    'reflect-metadata/lite',
    'ts-node',
    'typescript',
  ],
  hosts: ['core', 'transport', 'errors', 'grade', 'node:'],
  doctor: [...BELOW, 'bench', 'compose', 'grade', 'node:', 'semver/functions/satisfies.js'],
  scaffold: ['compose', 'core', 'errors', 'text', 'node:'],
  api: [...BELOW, 'compose', 'grade', 'registry', 'tokens', 'inversify'],
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
  /^(?:handlers|src\/framings|src\/grade\/report\/writers|src\/grade\/submission\/languages|src\/doctor\/probes|src\/client\/(?:steps|failures))\/|^src\/cli\/commands\/([^/]+)\/\1-command\.ts$|^labs\/[^/]+\/(?:lab|key)\.ts$|^src\/cli\/ascii-width\.ts$/;

// What is started by itself, in a process or a thread of its own: nobody imports more of it than the words that it is told.
const OWN_PROCESS = /-worker\.ts$|^src\/hosts\/far-host\.ts$|^src\/compose\/module-hooks\.ts$/;

// Names that are still to be mended. Nothing is added here.
const NOT_YET: { readonly exports: readonly string[]; readonly files: readonly string[] } = {
  exports: ['Handler', 'Framing', 'Listen', 'text', 'scriptOf', 'Service', 'bytes', 'runClient', 'Diagnosis'],
  files: [
    'src/tokens.ts',
    'src/cli/command-folder.ts',
    'src/cli/lab-questions.ts',
    'src/cli/output-file.ts',
    'src/client/memory-link.ts',
    'src/client/script-file.ts',
    'src/client/script-module.ts',
    'src/client/script-yaml.ts',
    'src/client/step-failure.ts',
    'src/compose/every-plugin.ts',
    'src/compose/handler-host-files.ts',
    'src/compose/load-plugin.ts',
    'src/compose/require-plugin.ts',
    'src/compose/serving-container.ts',
    'src/compose/student-variant.ts',
    'src/impairment/impairment-words.ts',
    'src/lab/client-checks.ts',
    'src/lab/program-checks.ts',
    'src/lab/server-checks.ts',
    'src/text/visible-text.ts',
    'src/grade/bundle/payload-data.ts',
    'src/grade/matrix/matrix-job.ts',
    'src/grade/matrix/matrix-text.ts',
    'src/grade/repeat/flakiness.ts',
    'src/grade/report/make-report.ts',
    'src/grade/report/report-rules.ts',
    'src/grade/report/summary.ts',
    'src/grade/run/prove-lab.ts',
    'src/cli/commands/grade/bundle-output.ts',
    'src/cli/commands/grade/report-output.ts',
    'src/cli/commands/prove/proof-text.ts',
    'src/cli/commands/replay/recorded-checks.ts',
  ],
};

interface Import {
  readonly what: string;
  readonly names: readonly string[];
  readonly isDynamic: boolean;
  readonly isOfTypes: boolean;
}

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly hasDefault: boolean;
  /** The names that it exports of its own. */
  readonly exports: readonly string[];
}

const sources = FOLDERS.flatMap((folder) =>
  filesIn(folder)
    .filter((path) => !/\/(?:starter|solution|wrong|peers)\//.test(path))
    .map(sourceOf),
);
const paths = new Set(sources.map(({ path }) => path));
// Plugins are called what they are for, and src/api what the package's parts are called.
const ours = sources.filter(({ path, hasDefault }) => /^src\/(?!api\/)/.test(path) && !hasDefault);

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
      imports.push({
        what: (node.moduleSpecifier as ts.StringLiteral).text,
        names,
        isDynamic: false,
        isOfTypes: isOfTypes(node),
      });
    } else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      node.arguments[0] !== undefined &&
      ts.isStringLiteral(node.arguments[0])
    ) {
      imports.push({ what: node.arguments[0].text, names: [], isDynamic: true, isOfTypes: false });
    }
    hasDefault ||=
      ts.isExportAssignment(node) ||
      (node.kind === ts.SyntaxKind.DefaultKeyword && ts.isClassDeclaration(node.parent)) ||
      (ts.isFunctionDeclaration(node) &&
        (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword));
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  visit(file);
  return { path, text, imports, hasDefault, exports: exportsOf(file) };
}

function exportsOf(file: ts.SourceFile): string[] {
  const names = file.statements.flatMap((statement): string[] => {
    const kinds = (ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined)?.map(({ kind }) => kind);
    if (kinds?.includes(ts.SyntaxKind.ExportKeyword) !== true || kinds.includes(ts.SyntaxKind.DefaultKeyword))
      return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => name.getText(file));
    const { name } = statement as ts.DeclarationStatement;
    return name === undefined ? [] : [name.getText(file)];
  });
  return [...new Set(names)]; // a function may have several signatures
}

function isOfTypes(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  return ts.isImportDeclaration(node)
    ? node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    : node.isTypeOnly;
}

/** Calls of `get` and the like on what is called a container, or has the type of one. */
function takesFromContainers({ path, text }: Source): string[] {
  const taken: string[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const containers = new Set<string>();
  const find = (node: ts.Node): void => {
    if (
      (ts.isParameter(node) || ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) &&
      /\b(?:Service)?Container\b|\bnewContainer\(/.test(
        `${node.type?.getText() ?? ''} ${node.initializer?.getText() ?? ''}`,
      )
    )
      containers.add(node.name.getText());
    ts.forEachChild(node, find);
  };
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      /^get(?:All)?(?:Async)?$/.test(node.expression.name.text)
    ) {
      const from = node.expression.expression.getText();
      const name = from.replace(/^this\./, '');
      if (containers.has(name) || /container$/i.test(name) || /\bnewContainer\(/.test(from))
        taken.push(`${path}: ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  find(file);
  visit(file);
  return taken;
}

/** The file that a relative import means, from the root of the project. */
function target(from: string, what: string): string {
  return normalize(join(dirname(from), what)).replace(/\.js$/, '.ts');
}

function layerOf(path: string): string {
  const [top = '', second = ''] = path.split('/');
  if (top === 'bench') return 'measuring';
  if (/^src\/client\/(?:steps\/|(?:step-(?:kinds?|parts|schema)|check-parts)\.ts$)/.test(path)) return 'steps';
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

  it('plays scripts and describes labs without the library of schemas, which takes longer to load than they do', () => {
    const importsOf = new Map(sources.map(({ path, imports }) => [path, imports]));
    const reached = (path: string, seen = new Set<string>()): ReadonlySet<string> => {
      if (seen.has(path)) return seen;
      seen.add(path);
      for (const { what, isDynamic, isOfTypes } of importsOf.get(path) ?? [])
        if (!isDynamic && !isOfTypes) reached(what.startsWith('.') ? target(path, what) : what, seen);
      return seen;
    };
    const starts = [
      'src/api/core.ts',
      'src/api/client.ts',
      'src/api/lab.ts',
      'src/cli/main.ts',
      'src/cli/commands/run/run-lab.ts',
      'src/cli/commands/client/run-client.ts',
      'src/cli/commands/serve/run-serve.ts',
      ...[...paths].filter((path) => /^labs\/[^/]+\/(?:lab|key)\.ts$/.test(path)),
    ];
    expect(starts.filter((path) => !paths.has(path) || reached(path).has('zod'))).to.deep.equal([]);
  });

  it('names the container only where things are composed', () => {
    const importing = (...wanted: readonly string[]): string[] =>
      sources
        .filter(({ imports }) =>
          imports.some(({ what, names }) => what === 'inversify' && names.some((name) => wanted.includes(name))),
        )
        .map(({ path }) => path);
    expect(importing('Container')).to.deep.equal(['src/compose/container.ts']);
    // What an area binds is beside it; users make modules of their own.
    const modules = /^src\/compose\/|\.module\.ts$|^src\/(?:api\/core|lab\/lab)\.ts$/;
    expect(importing('ContainerModule').filter((path) => !modules.test(path))).to.deep.equal([]);
    const whole = sources.filter(({ text }) => /import \* as \w+ from 'inversify'|import\('inversify'\)/.test(text));
    expect(whole.map(({ path }) => path)).to.deep.equal([]);
  });

  it('takes nothing from a container but where things are composed', () => {
    const outside = sources.filter(({ path }) => !path.startsWith('src/compose/'));
    expect(outside.flatMap(takesFromContainers)).to.deep.equal([]);
    const reaching = outside.filter(({ imports }) => imports.some(({ what }) => what.endsWith('compose/container.js')));
    expect(reaching.map(({ path }) => path)).to.deep.equal([]);
    const inside = sources.filter(({ path }) => path.startsWith('src/compose/'));
    expect(inside.flatMap(takesFromContainers), 'what is looked for is found where it may be').to.not.deep.equal([]);
  });

  it('knows of inversify no more than a type where labs are described', () => {
    const used = sources.filter(
      ({ path, imports }) =>
        path.startsWith('src/lab/') && imports.some(({ what, isOfTypes: types }) => what === 'inversify' && !types),
    );
    expect(used.map(({ path }) => path)).to.deep.equal([]);
  });

  it('asks only the Terminal whether somebody watches, how wide it is, and whether it takes colours', () => {
    // A prompt is given its streams; the text of a report is painted by whoever has asked.
    const asking = new Set(['src/cli/terminal.ts', 'src/client/prompt-lines.ts', 'src/text/styled.ts']);
    const ASKS =
      /\bisTTY\b|\.(?:std(?:out|err))\.(?:columns|rows)\b|\b(?:NO|FORCE)_COLOR\b|\bstyleText\b|\bhasColors\b/;
    expect(
      sources
        .filter(({ path, text }) => path.startsWith('src/') && !asking.has(path) && ASKS.test(text))
        .map(({ path }) => path),
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
    for (const { path, exports } of ours)
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
      .filter(({ path, exports }) => exports.length > 0 && !DEFAULT_EXPORTS.test(path) && !OWN_PROCESS.test(path))
      .filter(({ path, exports }) => {
        const words = path.replace(/^.*\/|\.ts$/g, '').split('-');
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
