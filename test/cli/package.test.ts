import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder } from '../support/checkout.js';
import { installedPackage } from '../support/package.js';
import { runProgram, type Ended } from '../support/spawned.js';

let app = '';
let away = ''; // a folder with no package.json and no node_modules, where students write their files

function write(name: string, text: string): void {
  writeFileSync(join(away, name), text);
}

/** Runs the installed `wirelab` from the other folder. */
function wirelab(...words: readonly string[]): Promise<Ended> {
  const { bin } = JSON.parse(readFileSync(join(app, 'node_modules/wirelab/package.json'), 'utf8')) as {
    bin: { wirelab: string };
  };
  return runProgram(process.execPath, [join(app, 'node_modules/wirelab', bin.wirelab), ...words], { cwd: away });
}

const HANDLER = `import { inject, injectable, optional, Parameter, text, type Conversation, type Handler, type Peer } from 'wirelab';
import { loud } from './loud.js';

@injectable()
export default class Shout implements Handler<string> {
  readonly name: string;
  readonly summary = 'answers loudly';
  readonly parameter = 'what stands at the end';
  readonly codec = text;
  readonly examples = [{ send: 'hello', replies: ['HELLO!'] }];
  readonly #mark: string;

  constructor(@inject(Parameter) @optional() mark = '!') {
    this.#mark = mark;
    this.name = mark === '!' ? 'shout' : \`shout:\${mark}\`;
  }

  connect(peer: Peer<string>): Conversation<string> {
    return {
      receive: (message) => {
        if (message === 'fail') throw new Error('as you wished');
        peer.send(loud(message) + this.#mark);
      },
    };
  }
}
`;

const FRAMING = `import { findByte } from './find.js';
import type { FramingFactory } from 'wirelab';

const END = 0x3b;
const semicolons: FramingFactory = () => ({
  name: 'semicolons',
  summary: 'ends with a semicolon',
  decoder: () => ({
    decode(queue) {
      const end = findByte(queue, END);
      if (end < 0) return undefined;
      const message = queue.take(end);
      queue.skip(1);
      return message;
    },
  }),
  encode(payload, out) {
    out.bytes(payload);
    out.byte(END);
  },
});
export default semicolons;
`;

describe('the package, installed in an empty folder,', () => {
  before(function () {
    this.timeout(120_000);
    app = installedPackage();
    away = emptyFolder();
    write('shout.ts', HANDLER);
    write('loud.ts', 'export const loud = (text: string): string => text.toUpperCase();\n');
    write('semicolons.ts', FRAMING);
    write(
      'find.ts',
      `import type { ByteQueue } from 'wirelab';\nexport const findByte = (queue: ByteQueue, byte: number): number => queue.indexOf(byte);\n`,
    );
  });

  after(() => {
    for (const folder of [app, away]) rmSync(folder, { recursive: true });
  });

  it('holds no key, no solution and no wrong program: students install it', () => {
    const labs = join(app, 'node_modules/wirelab/dist/labs');
    const files = readdirSync(labs, { recursive: true, encoding: 'utf8' });
    expect(files)
      .to.include(join('01-echo', 'README.md'))
      .and.include(join('01-echo', 'starter', 'server.py'));
    expect(files.filter((file) => /(?:^|[/\\])(?:key\.\w+|solution|wrong)(?:[/\\]|$)/.test(file))).to.deep.equal([]);
  });

  it('says that what it would prove is not in it', async () => {
    const { status, stderr } = await wirelab('prove', '1');
    expect(status).to.equal(2);
    expect(stderr).to.match(/^wirelab: lab 1 echo is here without its solutions.*\n$/);
  });

  it('runs a lab, and brings all labs, handlers and framings', async () => {
    const { status, stdout, stderr } = await wirelab('run', '1');
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    expect(stdout).to.match(/^passed: 1 client, 3 steps/m);
    const [labs, handlers] = await Promise.all([wirelab('list', '--json'), wirelab('list', '--handlers', '--json')]);
    expect(JSON.parse(labs.stdout)).to.have.length(14);
    expect(JSON.parse(handlers.stdout)).to.have.length.at.least(8);
  });

  it('serves a handler and a framing in TypeScript that import wirelab, and other files, from anywhere', async () => {
    const { status, stdout, stderr } = await wirelab(
      'run',
      '1',
      '--handler',
      './shout.ts',
      '--framing',
      './semicolons.ts',
      '--json',
    );
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    const { transcript } = JSON.parse(stdout) as { transcript: { text: string }[] };
    expect(transcript.map(({ text }) => text)).to.deep.equal(['hello;', 'HELLO!;']);
  });

  it('gives a handler what stands behind the colon', async () => {
    const { status, stdout } = await wirelab('run', '1', '--handler', './shout.ts:?', '--json');
    expect(status).to.equal(1); // its example says otherwise
    expect(JSON.parse(stdout))
      .to.deep.include({ handler: './shout.ts:?' })
      .and.to.have.nested.property('transcript[1].text', 'HELLO?');
  });

  it('serves a handler in JavaScript', async () => {
    write(
      'echo.mjs',
      `import { bytes } from 'wirelab';
export default class { name = 'mine'; summary = 'mine'; codec = bytes; examples = [{ send: 'a', replies: ['a'] }];
  connect(peer) { return { receive: (message) => peer.send(message) }; } }`,
    );
    const { status, stderr } = await wirelab('run', '1', '--handler', './echo.mjs');
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
  });

  it('plays a script in TypeScript', async () => {
    write(
      'script.ts',
      `import type { Step } from 'wirelab';
const steps: Step[] = [{ op: 'send', messages: ['Hello'] }, { op: 'expect', messages: ['Message received'] }];
export default steps;`,
    );
    const { status, stdout } = await wirelab('run', '3', '--script', 'script.ts');
    expect(status, stdout).to.equal(0);
  });

  for (const [what, text, message] of [
    [
      'does not parse',
      'export default class {\n  connect(: {\n}',
      /^wirelab: cannot load \.\/bad\.ts: SyntaxError: .* \(line 2, column 11\)\n$/,
    ],
    [
      'throws when it is loaded',
      'const a: number = 1;\n\nthrow new Error(`boom ${a}`);',
      /^wirelab: cannot load \.\/bad\.ts: Error: boom 1 \(line 3\): this is a bug of the handler\n$/,
    ],
    [
      'throws when it is made',
      'interface A { a: 1 }\nexport default class {\n  a = (undefined as unknown as A).a;\n}',
      /^wirelab: handler \.\/bad\.ts: TypeError: .*undefined.* \(line 3\): this is a bug of the handler\n$/,
    ],
    [
      'imports what is not there',
      "import { nothing } from 'wirelab';\nexport default class { a = nothing }",
      /^wirelab: cannot load \.\/bad\.ts: SyntaxError: .*'wirelab' does not provide an export named 'nothing'/,
    ],
    ['has no default export', 'export const a = 1;', /^wirelab: \.\/bad\.ts has no default export\n$/],
  ] as const) {
    it(`says in one line, with its line, what is wrong with a file that ${what}`, async () => {
      write('bad.ts', text);
      const { status, stdout, stderr } = await wirelab('run', '1', '--handler', './bad.ts');
      expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
      expect(stderr).to.match(message);
    });
  }

  it('says where a handler threw', async () => {
    write('fail.yaml', '- send: fail\n- expect: anything\n');
    const { status, stdout } = await wirelab('run', '1', '--handler', './shout.ts', '--script', 'fail.yaml');
    expect(status).to.equal(1);
    expect(stdout).to.match(/ at server {2}client failed: Error: as you wished \(shout\.ts:21\)$/m);
  });

  it('can be embedded in a few lines', async () => {
    writeFileSync(
      join(app, 'embed.mjs'),
      `import { connectTcp, createServer, exchangeSteps, runScript } from 'wirelab';
const server = await createServer({ handler: 'upper', framing: 'line' });
const where = await server.start();
const steps = exchangeSteps([{ send: 'hello', replies: ['HELLO'] }]);
const { ok } = await runScript({ title: 'hello', steps }, { framing: server.framing, connect: connectTcp(where) });
console.log(ok);
await server.stop();
`,
    );
    const { status, stdout, stderr } = await runProgram(process.execPath, ['embed.mjs'], { cwd: app });
    expect({ status, stdout, stderr }).to.deep.equal({ status: 0, stdout: 'true\n', stderr: '' });
  });

  it('has its types', function () {
    this.timeout(60_000);
    const config = {
      compilerOptions: {
        module: 'nodenext',
        target: 'es2022',
        strict: true,
        noEmit: true,
        experimentalDecorators: true,
        types: [],
      },
      files: ['shout.ts', 'semicolons.ts'],
    };
    for (const [name, text] of [
      ['shout.ts', HANDLER],
      ['semicolons.ts', FRAMING],
      ['loud.ts', readFileSync(join(away, 'loud.ts'), 'utf8')],
      ['find.ts', readFileSync(join(away, 'find.ts'), 'utf8')],
    ] as const)
      writeFileSync(join(app, name), text);
    writeFileSync(join(app, 'package.json'), '{"type":"module"}');
    writeFileSync(join(app, 'tsconfig.json'), JSON.stringify(config));
    execFileSync(process.execPath, [join(app, 'node_modules/typescript/bin/tsc'), '-p', app], { stdio: 'inherit' });
  });
});
