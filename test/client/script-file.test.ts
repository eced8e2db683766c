import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ScriptError } from '../../src/client/script-error.js';
import { loadScript } from '../../src/client/script-file.js';
import { scriptOf } from '../../src/client/script-module.js';
import { parseScript } from '../../src/client/script-yaml.js';
import { scriptOps } from '../../src/client/step-fields.js';

async function mistakes(work: () => unknown): Promise<readonly string[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ScriptError) return error.mistakes;
    throw error;
  }
  return [];
}

describe('a script in YAML', () => {
  it('has a title and steps of every kind', () => {
    expect(
      parseScript(
        String.raw`
title: All that there is
steps:
  - connect
  - connect: ann
  - send: Hello
  - send: [one, two]
    client: ann
    cuts: [1, 5]
  - raw: {hex: "ff fe 0a"}
    cuts: 1
  - expect: "tab\there"
  - expect-raw: !!binary AAEC
  - quiet: 200
    client: ann
  - end: ann
  - closed: ann
    or-reset: true
  - close
  - reset:
  - pause
`,
        'x.yaml',
      ),
    ).to.deep.equal({
      title: 'All that there is',
      steps: [
        { op: 'connect' },
        { op: 'connect', client: 'ann' },
        { op: 'send', messages: ['Hello'] },
        { op: 'send', client: 'ann', messages: ['one', 'two'], cuts: [1, 5] },
        { op: 'raw', bytes: Uint8Array.of(0xff, 0xfe, 0x0a), cuts: [1] },
        { op: 'expect', messages: ['tab\there'] },
        { op: 'expect-raw', bytes: Uint8Array.of(0, 1, 2) },
        { op: 'quiet', client: 'ann', ms: 200 },
        { op: 'end', client: 'ann' },
        { op: 'closed', client: 'ann', orReset: true },
        { op: 'close' },
        { op: 'reset' },
        { op: 'pause' },
      ],
    });
  });

  it('may be the list alone, and sends what is written', () => {
    const { title, steps } = parseScript('- send: [007, yes, 1.50, ~, null, "", 2026-01-01]', 'words.yaml');
    expect(title).to.equal('words.yaml');
    expect(steps).to.deep.equal([{ op: 'send', messages: ['007', 'yes', '1.50', '~', 'null', '', '2026-01-01'] }]);
  });

  const wrong: [string, string, RegExp][] = [
    ['a step that does not exist', '- send: a\n- exepct: a\n', /^x.yaml:2:3: no step exepct; did you mean expect\?/],
    ['a bare word that is no step', '- ende\n', /^x.yaml:1:3: no step ende; did you mean end\?/],
    ['a wrong key', '- send: a\n  clint: ann\n', /^x.yaml:2:3: a step "send" has no "clint"; did you mean "client"\?/],
    ['a key of another step', '- connect: ann\n  cuts: [1]\n', /^x.yaml:2:3: a step "connect" has no "cuts"/],
    [
      'two steps in one',
      '- send: a\n  expect: a\n',
      /^x.yaml:2:3: two steps in one: put "expect" on a line of its own/,
    ],
    ['a missing message', '- send:\n', /^x.yaml:1:3: the message is missing: for an empty one write ""/],
    ['a missing time', '- quiet:\n', /^x.yaml:1:\d+: not a time in milliseconds/],
    ['a time that is none', '- quiet: soon\n', /^x.yaml:1:10: not a time in milliseconds, such as 200: soon/],
    ['cuts that are no numbers', '- send: abc\n  cuts: [1, x]\n', /^x.yaml:2:13: not a byte offset: x/],
    ['odd hex', '- send: {hex: "f f e"}\n', /^x.yaml:1:9: hex takes two digits/],
    ['other kinds of bytes', '- send: {hxe: "ff"}\n', /^x.yaml:1:10: a message has no "hxe"; did you mean "hex"\?/],
    ['unknown tags', '- send: !foo x\n', /^x.yaml:1:9: unresolved tag/],
    ['broken YAML', '- send: "a\n', /^x.yaml:\d:\d+: missing closing "quote/],
    ['a key that is there twice', '- send: a\n  send: b\n', /^x.yaml:2:3: (map keys must be unique|two steps)/],
    ['no list', 'send: Hello\n', /^x.yaml:1:1: a script is a list/],
    ['nothing', '', /^x.yaml:1:1: a script is a list of steps/],
    ['an empty list', 'steps: []\n', /^x.yaml:1:8: a script has at least one step/],
    ['a text in place of steps', 'steps: Hello\n', /^x.yaml:1:8: a script is a list of steps/],
  ];
  for (const [title, text, words] of wrong) {
    it(`refuses ${title}, and says where`, async () => {
      expect((await mistakes(() => parseScript(text, 'x.yaml')))[0]).to.match(words);
    });
  }

  it('tells every mistake, in the order of the file', async () => {
    const all = await mistakes(() => parseScript('- sned: a\n- quiet: x\n- send: a\n  cut: 1\n', 'x.yaml'));
    expect(all.map((line) => line.split(': ')[0])).to.deep.equal(['x.yaml:1:3', 'x.yaml:2:10', 'x.yaml:4:3']);
  });
});

describe('the documentation of scripts', () => {
  it('has examples that are scripts', async () => {
    const text = await readFile(new URL('../../docs/scripts.md', import.meta.url), 'utf8');
    const examples = [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, example = '']) =>
      parseScript(example, 'scripts.md'),
    );
    expect(examples).to.have.length.above(2);
  });

  it('names every kind of step', async () => {
    const text = await readFile(new URL('../../docs/scripts.md', import.meta.url), 'utf8');
    for (const op of scriptOps) expect(text).to.match(new RegExp(`^\\| \`${op}[\`:]`, 'm'));
  });
});

describe('a script in a module', () => {
  it('is a script, a list of steps or a list of exchanges', () => {
    const steps = [
      { op: 'send', messages: ['a', Uint8Array.of(1)], cuts: [1] },
      { op: 'closed', orReset: true },
    ];
    expect(scriptOf({ title: 'T', steps }, 'x.ts')).to.deep.equal({ title: 'T', steps });
    expect(scriptOf(steps, 'x.ts')).to.deep.equal({ title: 'x.ts', steps });
    expect(
      scriptOf([{ send: 'a', replies: ['b'], others: {}, closes: false }], 'x.ts').steps.map(({ op }) => op),
    ).to.deep.equal(['connect', 'send', 'expect']);
  });

  const wrong: [unknown, RegExp][] = [
    [undefined, /x.ts: default export: has to be a list/],
    [[], /at least one step/],
    [[{ op: 'exepct', messages: [] }], /x.ts: \[0\]: no step exepct; did you mean expect\?/],
    [{ steps: [{ op: 'send', messages: 'a' }] }, /steps\[0\]\.messages: has to be a list of messages/],
    [[{ op: 'send', messages: ['a', 1] }], /\[0\]\.messages\[1\]: has to be a text or a Uint8Array/],
    [[{ op: 'quiet', ms: -1 }], /\[0\]\.ms: has to be a time/],
    [[{ op: 'connect', as: 'ann' }], /\[0\]: a step "connect" has no "as"/],
    [[{ send: 'a', reply: ['a'] }], /\[0\]: an exchange has no "reply"; (did you mean "replies"\? )?it takes/],
    [[null], /\[0\]: is no step/],
  ];
  for (const [exported, words] of wrong) {
    it(`is refused where ${String(words)}`, async () => {
      expect((await mistakes(() => scriptOf(exported, 'x.ts')))[0]).to.match(words);
    });
  }
});

describe('a script file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wirelab-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is read by its ending', async () => {
    const path = join(folder, 'a.yaml');
    await writeFile(path, '- send: Hello\n');
    const steps = [{ op: 'send', messages: ['Hello'] }];
    expect((await loadScript(path, () => Promise.reject(new Error('not a module')))).steps).to.deep.equal(steps);
    expect((await loadScript('a.ts', () => Promise.resolve(steps))).steps).to.deep.equal(steps);
  });

  it('is refused where it is not there, or of another kind', async () => {
    expect(await mistakes(() => loadScript(join(folder, 'b.yml'), () => Promise.resolve()))).to.match(
      /b.yml: there is no such file/,
    );
    expect(await mistakes(() => loadScript('b.txt', () => Promise.resolve()))).to.match(
      /a script is a .yaml, .ts or .js file/,
    );
  });
});
