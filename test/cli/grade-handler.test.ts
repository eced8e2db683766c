import { expect } from 'chai';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyFolder, removeFolders } from '../support/checkout.js';
import { folderWith, graded, GRADING_MS, lost } from '../support/graded.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const PARTS = '  readonly name = "mine"; readonly summary = "mine"; readonly codec = bytes; readonly examples = [];\n';
const IMPORT = 'import { bytes, type Handler, type Peer } from "wirelab/core";\n';

/** A handler whose fifth line is in `receive`. */
const receiving = (code: string, before = ''): string =>
  `${IMPORT}${before}\nexport default class Mine implements Handler {\n${PARTS}  connect(peer: Peer) { return { receive: (message: Uint8Array) => { ${code} } }; }\n}\n`;

/** A handler of Wirelab as a student would have it: with what it imports, or in a file of its own. */
function ownHandler(name: string, imports?: readonly string[]): string {
  const source = readFileSync(join(PROJECT, 'handlers', `${name}.ts`), 'utf8');
  if (imports === undefined)
    return join(
      folderWith({ [`${name}.ts`]: source.replace(/\.\.\/src\/(?:core\/[\w-]+|tokens)\.js/g, 'wirelab/core') }),
      `${name}.ts`,
    );
  const folder = folderWith({ [`handlers/${name}.ts`]: source });
  mkdirSync(join(folder, 'src'));
  for (const part of imports) cpSync(join(PROJECT, 'src', part), join(folder, 'src', part), { recursive: true });
  return folder;
}

describe('wirelab grade --role handler', function () {
  this.timeout(GRADING_MS + 10_000);
  before(needs('bwrap'));
  after(removeFolders);
  afterEach(endPrograms);

  for (const [lab, name, path] of [
    ['1', 'echo', () => ownHandler('echo')],
    ['3', 'ack', () => ownHandler('ack')],
    ['4', 'reverse', () => ownHandler('reverse', ['core', 'text', 'tokens.ts'])],
    ['8', 'crc', () => ownHandler('crc', ['core', 'text', 'protocols', 'tokens.ts'])],
  ] as const) {
    it(`gives the handler ${name} full marks in lab ${lab}`, async () => {
      const { status, report } = await graded([lab, path(), '--role', 'handler']);
      expect(lost(report)).to.deep.equal([]);
      expect(report.role).to.equal('server');
      expect(report.submission).to.include({ command: null }).and.to.have.property('handler').that.includes(name);
      expect(status).to.equal(0);
    });
  }

  it('takes JavaScript with decorators of inversify, and knows a handler when it is not told', async () => {
    const file = join(
      folderWith({
        'mine.mjs':
          'import { bytes, injectable } from "wirelab/core";\nimport "reflect-metadata";\nimport * as inversify from "inversify";\n@injectable()\nexport default class Mine {\n  name = "mine"; summary = "mine"; codec = bytes; examples = [];\n  connect(peer) { return { receive(message) { if (inversify.injectable === injectable) peer.send(message); } }; }\n}\n',
      }),
      'mine.mjs',
    );
    const { report } = await graded(['1', file, '--only', 'one-exchange']);
    expect(lost(report)).to.deep.equal([]);
    expect(report.submission.handler).to.equal('mine.mjs');
  });

  it('lets nothing of Wirelab or of this machine within the reach of a handler', async () => {
    const wanted = ['labs/01-echo/checks.ts', 'dist/labs/01-echo/lab.js', 'package.json', 'handlers/echo.ts'].map(
      (path) => join(PROJECT, path),
    );
    const spy = receiving(
      'peer.send(read.length === 0 ? message : new TextEncoder().encode(read.join()));',
      `import { existsSync } from "node:fs";\nconst read = ${JSON.stringify([...wanted, '/etc/shadow', '/home', '/root'])}.filter((path) => existsSync(path));`,
    );
    const { report } = await graded(['1', join(folderWith({ 'spy.ts': spy }), 'spy.ts'), '--only', 'one-exchange']);
    expect(lost(report)).to.deep.equal([]);
    for (const name of ['wirelab/handlers/echo', 'wirelab/server', 'wirelab']) {
      const file = join(
        folderWith({
          'a.ts': `import Echo from "${name}";\nexport default class Mine extends Echo {\n  connect(peer) { return super.connect(peer).receive; }\n}\n`,
        }),
        'a.ts',
      );
      expect((await graded(['1', file, '--role', 'handler'])).report.reason, name).to.match(/exports/);
    }
  });

  for (const [what, code, says] of [
    ['throws', '(message as any).a.b = 1;', /TypeError: Cannot set properties of undefined.*handler\.ts, line 5/],
    ['answers something else', 'peer.send(message.slice().reverse());', /expected "H"/],
    ['never comes to an end', 'for (;;) ;', /computes all the time|nothing came/],
    [
      'throws in a timer',
      'setTimeout(() => { throw new TypeError("late"); }, 1);',
      /has ended.*TypeError: late.*handler\.ts, line 5/,
    ],
  ] as const) {
    it(`says of one that ${what} what it does, and where`, async () => {
      const { status, report } = await graded([
        '1',
        join(folderWith({ 'handler.ts': receiving(code) }), 'handler.ts'),
        '--role',
        'handler',
        '--only',
        'one-exchange',
      ]);
      expect(status).to.equal(1);
      expect(report.checks.find((check) => check.status === 'fail')?.cause?.message).to.match(says);
    });
  }

  for (const [what, source, says] of [
    [
      'throws when it is loaded',
      receiving('', 'const table = JSON.parse("{");'),
      /^handler\.ts:2 throws SyntaxError: .*, when it is loaded\n/,
    ],
    [
      'throws when it is made',
      receiving('', '').replace(PARTS, `${PARTS}  constructor() { throw new Error("no way"); }\n`),
      /^handler\.ts:5 throws Error: no way, when it is loaded\n/,
    ],
    [
      'never ends when it is loaded',
      receiving('', 'for (;;) ;'),
      /^handler\.ts cannot be graded: loading it was stopped, as it (?:computed|took) (?:for )?too long/,
    ],
    [
      'waits for ever when it is loaded',
      receiving('', 'await new Promise(() => {});'),
      /^handler\.ts is never done with loading/,
    ],
    [
      'exports no class',
      'class A { connect() { return { receive() {} }; } }\nconst a = new A();\nexport default a;\n',
      /^handler\.ts exports by default an object, not a class; a handler is "export default class/,
    ],
    [
      'has no default export',
      receiving('').replace('default ', ''),
      /^handler\.ts is no handler: it lacks "export default class/,
    ],
    [
      'lacks a part',
      'export default class A {\n  connect(peer) { return { receive() {} }; }\n}\n',
      /^handler\.ts: name has to be a string, is undefined; a handler is/,
    ],
    [
      'imports what is not there',
      receiving('').replace('bytes,', 'bytes, bites,').replace('codec = bytes', 'codec = bites'),
      /does not provide an export named 'bites'/,
    ],
    ['is no TypeScript', receiving('{'), /^handler\.ts:\d is no TypeScript: /],
  ] as const) {
    it(`does not grade one that ${what}, and says what is wrong`, async () => {
      const { status, report } = await graded([
        '1',
        join(folderWith({ 'handler.ts': source }), 'handler.ts'),
        '--role',
        'handler',
      ]);
      expect(report).to.include({ outcome: 'not-gradable', role: 'server' });
      expect(report.reason).to.match(says);
      expect(status).to.equal(1);
    });
  }

  it('takes a folder in which there is none for a mistake', async () => {
    expect((await graded(['1', emptyFolder(), '--role', 'handler'])).report.outcome).to.equal('not-gradable');
  });
});
