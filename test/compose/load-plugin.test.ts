import { expect } from 'chai';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeFraming, composeHandler, composeServer } from '../../src/compose/compose-server.js';
import { loadEveryFraming, loadEveryHandler } from '../../src/compose/every-plugin.js';
import { UsageError } from '../../src/errors/usage-error.js';
import { temporaryFolder } from '../../src/grade/sandbox/temporary-folder.js';

const folder = temporaryFolder().path;

/** A file of the user's own. */
function own(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function refusal(load: Promise<unknown>): Promise<string> {
  const error = await load.then(
    () => expect.fail('nothing was refused'),
    (reason: unknown) => reason,
  );
  expect(error).to.be.instanceOf(UsageError);
  return (error as UsageError).message;
}

const HANDLER =
  'name = "mine"; summary = "mine"; codec = { decode: (b) => b, encode: (b) => b }; examples = []; connect() { return { receive() {} }; }';
const framing = (encode: string, decode: string): string =>
  `export default () => ({ name: 'mine', summary: 'mine', encode(payload, out) { ${encode} }, decoder: () => ({ decode(queue) { ${decode} } }) });`;

describe('a handler or framing', () => {
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('of this installation is found by name, with its parameter', async () => {
    expect((await composeHandler('crc:CRC-32/ISO-HDLC')).name).to.equal('crc:CRC-32/ISO-HDLC');
    expect((await composeFraming('delimited:%00')).name).to.equal('delimited:%00');
    expect((await loadEveryHandler()).map(({ name }) => name)).to.include.members(['ack', 'echo']);
    expect((await loadEveryFraming()).map(({ name }) => name)).to.include.members(['line', 'fixed:1024']);
  });

  it("of the user's own is found by its file, and may call itself what it likes", async () => {
    expect((await composeHandler(own('a.mjs', `export default class { ${HANDLER} }`))).name).to.equal('mine');
    const semicolons = framing(
      'out.bytes(payload); out.byte(59);',
      'const end = queue.indexOf(59); if (end < 0) return; const frame = queue.take(end); queue.skip(1); return frame;',
    );
    expect((await composeFraming(own('b.mjs', semicolons))).name).to.equal('mine');
  });

  it('can be an object, for a program that embeds the server', async () => {
    const handler = await composeHandler('upper');
    const server = await composeServer({ handler, framing: await composeFraming('slip') });
    expect(server.handler).to.equal(handler);
    expect(server.framing.name).to.equal('slip');
  });

  it('that does not exist is named, with the nearest and all that do', async () => {
    expect(await refusal(composeHandler('revers'))).to.match(
      /^no handler revers; did you mean reverse\? known: ack, chat, crc, /,
    );
    expect(await refusal(composeFraming('netstrng:1'))).to.match(
      /^no framing netstrng; did you mean netstring\? known: cobs, datagram, /,
    );
    expect(await refusal(composeHandler(join(folder, 'nowhere.ts')))).to.equal(
      `there is no file ${join(folder, 'nowhere.ts')} to take the handler from`,
    );
    expect(await refusal(composeHandler(`${folder}/`))).to.equal(
      `there is no file ${folder}/ to take the handler from`,
    );
  });

  it('that is a file in this folder, named without its ending, is told how to be written', async () => {
    const before = process.cwd();
    process.chdir(folder);
    try {
      own('mine.js', 'export default class {}');
      expect(await refusal(composeHandler('mine'))).to.equal('no handler mine; for the file write --handler ./mine.js');
    } finally {
      process.chdir(before);
    }
  });

  it('takes nothing behind a colon where it has no parameter', async () => {
    expect(await refusal(composeHandler('echo:1'))).to.equal('handler echo:1: echo takes nothing behind a colon');
    expect(await refusal(composeHandler('echo:'))).to.equal('handler echo:: echo takes nothing behind a colon');
    expect(await refusal(composeFraming('line:x'))).to.equal('framing line:x: line takes nothing behind a colon');
    const path = own('plain.mjs', `export default class { ${HANDLER} }`);
    expect(await refusal(composeHandler(`${path}:x`))).to.equal(
      `handler ${path}:x: ${path} takes nothing behind a colon`,
    );
  });

  it('that refuses its parameter says why', async () => {
    expect(await refusal(composeHandler('reverse:word'))).to.equal(
      'handler reverse:word: no unit word; known: grapheme, codepoint, byte',
    );
    expect(await refusal(composeFraming('fixed:0'))).to.match(/^framing fixed:0: 0 is no size of a record: /);
  });

  for (const [what, text, message] of [
    ['has no default export', 'export class Mine {}', 'FILE has no default export'],
    ['exports no class', 'export default 5;', 'the default export of FILE is no class of a handler'],
    ['lacks a part', 'export default class { name = "mine" }', 'FILE: summary has to be a string, is undefined'],
    ['does not parse', 'export default class {', 'cannot load FILE: SyntaxError: Unexpected end of input'],
    [
      'throws when it is loaded',
      '\n\nthrow new Error("boom");',
      'cannot load FILE: Error: boom (line 3): this is a bug of the handler',
    ],
    [
      'throws when it is made',
      'export default class {\n  constructor() { undefined.x; }\n}',
      "handler FILE: TypeError: Cannot read properties of undefined (reading 'x') (line 2): this is a bug of the handler",
    ],
    [
      'makes an array that cannot be when it is made',
      'export default class {\n  constructor() {\n    this.table = new Array(-1);\n  }\n}',
      'handler FILE: RangeError: Invalid array length (line 3): this is a bug of the handler',
    ],
    [
      'throws a RangeError of its own when it is made',
      'export default class { constructor() { throw new RangeError("7 is too many"); } }',
      'handler FILE: RangeError: 7 is too many (line 1): this is a bug of the handler',
    ],
    [
      'refuses its parameter',
      'import { ParameterError } from "wirelab";\nexport default class { constructor() { throw new ParameterError("7 is too many"); } }',
      'handler FILE: 7 is too many',
    ],
    [
      'asks for a service that nobody binds',
      'import { inject, injectable } from "wirelab";\nclass Mine {}\ninjectable()(Mine);\nObject.defineProperty(Mine, "length", { value: 1 });\ninject(Symbol.for("kv.table"))(Mine, undefined, 0);\nexport default Mine;',
      'handler FILE: its class asks for kv.table, and no module binds it (FILE, line 5)',
    ],
    [
      'has a parameter without inject',
      'export default class Mine {\n  constructor(table) { this.table = table; }\n}',
      'handler FILE: the constructor of Mine has a parameter without @inject (FILE, line 1)',
    ],
  ] as const) {
    it(`in a file that ${what} is refused with the file's name`, async () => {
      const path = own(`${what.replaceAll(' ', '-')}.mjs`, text);
      expect(await refusal(composeHandler(path))).to.equal(message.replaceAll('FILE', path));
      expect(await refusal(composeServer({ handler: path }))).to.equal(message.replaceAll('FILE', path));
    });
  }

  for (const [what, text, message] of [
    ['is a class', 'export default class {}', 'the default export of FILE is no function that makes a framing'],
    [
      'makes nothing of a framing',
      'export default () => ({ name: "mine" });',
      'FILE: summary has to be a string, is undefined',
    ],
    [
      'writes nothing',
      framing('', 'return undefined;'),
      'FILE: does not decode what it encodes: "a" becomes "", and that no message',
    ],
    [
      'leaves a byte of the frame behind',
      framing('out.bytes(payload); out.byte(33);', 'return queue.take(queue.length);'),
      'FILE: does not decode what it encodes: "a" becomes "a!", and that "a!"',
    ],
    [
      'throws when it encodes',
      framing('out.nothing();', ''),
      'framing FILE: TypeError: out.nothing is not a function (line 1): this is a bug of the framing',
    ],
  ] as const) {
    it(`in a file whose framing ${what} is refused before anybody is served`, async () => {
      const path = own(`${what.replaceAll(' ', '-')}.mjs`, text);
      expect(await refusal(composeFraming(path))).to.equal(message.replace('FILE', path));
    });
  }
});
