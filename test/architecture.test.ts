import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { DEFAULT_EXPORTS, layerOf, paths, PROJECT, sources, target, type Source } from './support/sources.js';

// Who may import what: layers, and packages (a name that ends in ":" stands for all that begin with it).
const BELOW = [
  'core',
  'files',
  'text',
  'schema',
  'errors',
  'impairment',
  'lab',
  'protocols',
  'transport',
  'server',
  'client',
];
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
  transport: ['core', 'node:net', 'node:dgram', 'node:events', 'node:worker_threads'],
  files: ['node:', 'fflate'], // how files and archives are written
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
  progress: ['core', 'files', 'lab', 'grade', 'errors', 'node:', 'zod'],
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
  pack: ['core', 'files', 'text', 'lab', 'grade', 'node:', 'tar-stream'],
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

// The floors of the grader, from below: none knows of those above it.
const FLOORS: readonly (readonly string[])[] = [
  ['sandbox', 'report'],
  ['diagnosis', 'submission', 'answers'],
  ['target'],
  ['check'],
  ['run', 'bundle'],
  ['matrix'],
];

// What of the grader others may call. What it is put together of is for `compose` alone; types may be named by all.
const DOORS: readonly string[] = [
  'src/grade/answers.ts',
  'src/grade/grader.ts',
  'src/grade/machine.ts',
  'src/grade/reports.ts',
];

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

  it('lets nothing in the grader rest on what stands above it', () => {
    const floorOf = (path: string): number => FLOORS.findIndex((floor) => floor.includes(path.split('/')[2] ?? ''));
    const inGrade = sources.filter(({ path }) => /^src\/grade\/[^/]+\//.test(path));
    expect(
      inGrade.filter(({ path }) => floorOf(path) < 0).map(({ path }) => path),
      'say in this test on which floor it is',
    ).to.deep.equal([]);
    const upward = inGrade.flatMap(({ path, imports }) =>
      imports
        .filter(({ what }) => what.startsWith('.'))
        .map(({ what }) => target(path, what))
        .filter((used) => /^src\/grade\/[^/]+\//.test(used) && floorOf(used) > floorOf(path))
        .map((used) => `${path} → ${used}`),
    );
    expect(upward).to.deep.equal([]);
  });

  it('lets others use the grader only by its doors', () => {
    const others = sources.filter(({ path }) => path.startsWith('src/') && !/^src\/(?:grade|compose)\//.test(path));
    const used = new Set(
      others.flatMap(({ path, imports }) =>
        imports
          .filter(({ what, isOfTypes }) => what.startsWith('.') && !isOfTypes)
          .map(({ what }) => target(path, what))
          .filter((file) => file.startsWith('src/grade/')),
      ),
    );
    expect([...used].filter((file) => !DOORS.includes(file)).sort()).to.deep.equal([]);
    expect(
      DOORS.filter((file) => !used.has(file)),
      'used no more: take them from the list',
    ).to.deep.equal([]);
  });
});
