import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { loadLanguages } from '../../../src/compose/load-languages.js';
import { readSettings } from '../../../src/grade/submission/read-settings.js';
import { settingsJsonSchema, type SubmissionSettings } from '../../../src/grade/submission/submission-settings.js';
import { shellWords } from '../../../src/grade/submission/shell-words.js';

function read(text: string): SubmissionSettings | readonly string[] {
  const settings = readSettings('wirelab.yaml', new TextEncoder().encode(text), languages);
  return Array.isArray(settings)
    ? (settings as readonly { readonly message: string }[]).map(({ message }) => message)
    : (settings as SubmissionSettings);
}

const languages = await loadLanguages();

describe('wirelab.yaml', () => {
  it('may say all of a program, or nothing', () => {
    expect(
      read(
        'server:\n  start: python3 server.py\n  build: make\n  port: 65432\n  stdin: "y\\n"\n  args: [-v, 3]\n  env: {A: b, N: 1}\n  language: python\nclient: {start: client.py}\n',
      ),
    ).to.deep.equal({
      server: {
        start: 'python3 server.py',
        build: 'make',
        port: 65432,
        stdin: 'y\n',
        args: ['-v', 3],
        env: { A: 'b', N: 1 },
        language: 'python',
      },
      client: { start: 'client.py' },
    });
    for (const nothing of ['', '# nothing\n', '{}']) expect(read(nothing)).to.deep.equal({});
  });

  const MISTAKES: readonly (readonly [text: string, message: string | RegExp])[] = [
    [
      'sever:\n  start: x\n',
      'wirelab.yaml:1:1: wirelab.yaml has no "sever"; did you mean "server"? it takes: server, client, handler',
    ],
    [
      'server:\n  start: x\n  prot: 1\n',
      'wirelab.yaml:3:3: server has no "prot"; did you mean "port"? it takes: start, build, port, stdin, args, env, language',
    ],
    ['server:\n  port: many\n', 'wirelab.yaml:2:9: server.port: a whole number is expected, not "many"'],
    ['server:\n  port: 70000\n', 'wirelab.yaml:2:9: server.port: at most 65535 is expected, not 70000'],
    ['server:\n  port: 0\n', 'wirelab.yaml:2:9: server.port: at least 1 is expected, not 0'],
    ['server:\n  port: 1.5\n', /^wirelab\.yaml:2:9: server\.port: a whole number is expected/],
    [
      'server: python3 server.py\n',
      'wirelab.yaml:1:9: server: a line such as "  start: python3 server.py" below it is expected, not "python3 server.py"',
    ],
    ['server:\n', /^wirelab\.yaml:1:\d+: server: a line such as .* is expected, not nothing$/],
    ['server:\n  start: ""\n', 'wirelab.yaml:2:10: server.start: it is empty'],
    ['server:\n  start: 5\n', 'wirelab.yaml:2:10: server.start: a text is expected, not 5'],
    ['server:\n  args: -v\n', 'wirelab.yaml:2:9: server.args: a list such as [a, b] is expected, not "-v"'],
    [
      'server:\n  language: cobol\n',
      'wirelab.yaml:2:13: server.language: one of c, cpp, go, java, javascript, python, rust, typescript is expected, not "cobol"',
    ],
    [
      'server:\n  env:\n    1A: x\n',
      /^wirelab\.yaml:\d+:\d+: server\.env\.1A: letters, digits and _ make the name of a variable$/,
    ],
    [
      '- a\n',
      'wirelab.yaml:1:1: it has lines such as "server:", with lines such as "  start: python3 server.py" below them',
    ],
    ['server: {start: x\n', /^wirelab\.yaml:\d+:\d+: flow map/],
    ['server:\n  start: a\n  start: b\n', /^wirelab\.yaml:3:3: map keys must be unique/],
    ['server:\n\tstart: a\n', /^wirelab\.yaml:2:1: tabs are not allowed/],
    [`server:\n  start: ${'x'.repeat(1001)}\n`, 'wirelab.yaml:2:10: server.start: longer than 1000 characters'],
    [`#${'x'.repeat(70_000)}`, /70001 bytes, limit is 65536/],
    ['['.repeat(60_000), /lists within lists, more than 20/],
    ['- '.repeat(30_000), /lists within lists, more than 20/],
    [
      Array.from({ length: 300 }, (_, index) => `${' '.repeat(index)}a:`).join('\n'),
      /lists within lists, more than 20/,
    ],
    [
      'a: &a [x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n',
      /an alias is used too often/,
    ],
  ];

  for (const [text, message] of MISTAKES) {
    it(`is refused with line and column: ${JSON.stringify(text.slice(0, 40))}`, () => {
      const said = read(text);
      if (!Array.isArray(said)) return expect.fail('it was accepted');
      const [first = ''] = said as readonly string[];
      if (typeof message === 'string') expect(first).to.equal(message);
      else expect(first).to.match(message);
      return undefined;
    });
  }

  it('names every mistake, not only the first', () => {
    expect(read('server: {port: x}\nclient: {prot: 1}\n')).to.have.lengthOf(2);
  });

  it('has a published schema, which is that of the code', () => {
    const published = readFileSync(new URL('../../../docs/schemas/wirelab.schema.json', import.meta.url), 'utf8');
    expect(JSON.parse(published), 'npm run schemas writes it').to.deep.equal(
      JSON.parse(JSON.stringify(settingsJsonSchema(languages))),
    );
  });
});

describe('a command of wirelab.yaml', () => {
  it('is split into words, and given to a shell only where it needs one', () => {
    expect(shellWords('python3  "my server.py" \'a b\' {port}').argv).to.deep.equal([
      'python3',
      'my server.py',
      'a b',
      '{port}',
    ]);
    for (const [text, argv] of [
      [`"a b.py" ''`, ['a b.py', '']],
      [`python3 'say "hi".py' a" b"'c'`, ['python3', 'say "hi".py', 'a bc']],
      ['', []],
    ] as const)
      expect(shellWords(text).argv).to.deep.equal(argv);
    for (const text of [
      'cd src && make',
      'PORT=1 node a.js',
      'a | b',
      'echo $HOME',
      'cat *.c',
      'a "b',
      `"it's`,
      'x > y',
    ]) {
      expect(shellWords(text).argv).to.deep.equal(['/bin/sh', '-c', text]);
    }
  });
});
