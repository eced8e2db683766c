import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { runList } from '../../src/cli/commands/list/run-list.js';
import { runShow } from '../../src/cli/commands/show/run-show.js';
import { UsageError } from '../../src/errors/usage-error.js';
import { printed } from '../support/printed.js';

const PROJECT = new URL('../../', import.meta.url);
const folders = readdirSync(new URL('labs/', PROJECT)).sort();

interface ListedLab {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly server: Readonly<Record<string, unknown>>;
}

async function listed(flags: Partial<Parameters<typeof runList>[0]> = {}): Promise<string> {
  const { result, stdout, stderr } = await printed(() =>
    runList({ json: undefined, handlers: undefined, framings: undefined, ...flags }),
  );
  expect({ result, stderr }).to.deep.equal({ result: 0, stderr: '' });
  return stdout;
}

describe('wirelab list', () => {
  it('has a line for each lab, by number', async () => {
    const lines = (await listed()).split('\n').slice(0, -1);
    const names = lines.map((line) => {
      const [number = '', slug = ''] = line.trim().split(/ +/);
      return `${number.padStart(2, '0')}-${slug}`;
    });
    expect(names).to.deep.equal(folders);
    expect(lines[0]).to.equal(' 1  echo           tcp 65432, raw, echo                 connect, send, receive, close');
  });

  it('is one JSON document with --json', async () => {
    const labs = JSON.parse(await listed({ json: true })) as ListedLab[];
    expect(labs.map(({ number, slug }) => `${String(number).padStart(2, '0')}-${slug}`)).to.deep.equal(folders);
    for (const lab of labs) {
      expect(lab).to.have.all.keys('number', 'slug', 'title', 'summary', 'server');
      expect(lab.server).to.include.all.keys('transport', 'framing', 'handler', 'mode', 'port');
    }
  });

  it('has lines that fit where the terminal is narrow', async () => {
    const { columns } = process.stdout;
    process.stdout.columns = 80;
    try {
      const lines = (await listed()).split('\n');
      expect(lines[0]).to.equal(' 1  echo           connect, send, receive, close');
      expect(Math.max(...lines.map((line) => line.length))).to.be.at.most(80);
    } finally {
      process.stdout.columns = columns;
    }
  });

  for (const [flag, folder] of [
    ['handlers', 'handlers/'],
    ['framings', 'src/framings/'],
  ] as const) {
    it(`--${flag} has every plugin with what it does, and what it takes behind a colon`, async () => {
      const names = readdirSync(new URL(folder, PROJECT))
        .map((file) => file.replace(/\.ts$/, ''))
        .sort();
      const text = await listed({ [flag]: true });
      expect(Array.from(text.matchAll(/^([a-z0-9-]+)/gm), ([, name]) => name)).to.deep.equal(names);
      const plugins = JSON.parse(await listed({ [flag]: true, json: true })) as {
        name: string;
        summary: string;
        parameter?: string;
        examples?: unknown[];
      }[];
      expect(plugins.map(({ name }) => name)).to.deep.equal(names);
      for (const { name, summary, parameter, examples } of plugins) {
        expect(text).to.include(summary);
        if (parameter !== undefined) expect(text).to.include(`${name}:… ${parameter}`);
        if (flag === 'handlers') expect(examples).to.be.an('array').that.is.not.empty;
      }
    });
  }
});

describe('wirelab show', () => {
  for (const folder of folders) {
    it(`prints the sheet of ${folder}, by number, name and folder`, async () => {
      const sheet = readFileSync(new URL(`labs/${folder}/README.md`, PROJECT), 'utf8');
      const [, number = '', slug = ''] = /^0*(\d+)-(.*)$/.exec(folder) ?? [];
      for (const lab of [number, slug, folder]) expect((await printed(() => runShow({ lab }))).stdout).to.equal(sheet);
    });
  }

  it('puts it into one JSON document with --json', async () => {
    const { stdout } = await printed(() => runShow({ lab: 'ack', json: true }));
    const document = JSON.parse(stdout) as Record<string, unknown>;
    expect(document).to.have.all.keys('number', 'slug', 'title', 'sheet');
    expect(document).to.include({ number: 3, slug: 'ack', title: 'Acknowledgement' });
  });

  it('names what exists where there is no such lab', async () => {
    const { result, stdout } = await printed(() => runShow({ lab: 'chatt' }).catch((error: unknown) => error));
    expect(result)
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.matches(/^no lab chatt; did you mean chat\? known: echo, /);
    expect(stdout).to.equal('');
  });
});
