import { expect } from 'chai';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCommands } from '../src/cli/command-folder.js';
import { builtCheckout } from './support/checkout.js';
import { Spawned } from './support/spawned.js';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));

interface Block {
  readonly language: string;
  readonly text: string;
  /** The last file that was named before it. */
  readonly file: string;
}

function pages(folder = ''): string[] {
  return readdirSync(join(PROJECT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return /^(?:\.|node_modules$|dist$|coverage$|fixtures$)/.test(entry.name) || path === 'docs/api'
        ? []
        : pages(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

function read(page: string): string {
  return readFileSync(join(PROJECT, page), 'utf8');
}

/** The page without what is shown as code. */
function prose(page: string): string {
  return read(page)
    .replace(/^```.*\n[^]*?^```$/gm, '')
    .replace(/`[^`\n]*`/g, '');
}

/** What a heading is called in a link, as GitHub has it. */
function anchors(page: string): Set<string> {
  const headings = read(page)
    .replace(/^```.*\n[^]*?^```$/gm, '')
    .matchAll(/^#+ (.+)$/gm);
  return new Set(
    Array.from(headings, ([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\- _]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function blocks(page: string): Block[] {
  const text = read(page);
  return Array.from(text.matchAll(/^```(\w*)\n([^]*?)^```$/gm), ({ index, 1: language = '', 2: code = '' }) => {
    const named = Array.from(text.slice(0, index).matchAll(/`([\w/.-]+\.(?:ts|mjs|yaml))`/g), ([, file = '']) => file);
    return { language, text: code, file: named.at(-1) ?? '' };
  });
}

describe('the documents', () => {
  for (const page of pages()) {
    it(`${page} has no link that leads nowhere`, () => {
      const links = Array.from(prose(page).matchAll(/\]\(([^)\s]+)\)/g), ([, link = '']) => link).filter(
        (link) => !/^(?:https?|mailto):/.test(link),
      );
      const dead = links.filter((link) => {
        const [path = '', anchor] = link.split('#');
        const file = path === '' ? page : join(dirname(page), path);
        return (
          !existsSync(join(PROJECT, file)) ||
          (anchor !== undefined && file.endsWith('.md') && !anchors(file).has(anchor))
        );
      });
      expect(dead).to.deep.equal([]);
    });
  }

  it('docs/README.md leads to every document in docs', () => {
    const index = read('docs/README.md');
    const documents = pages('docs')
      .filter((page) => page !== 'docs/README.md')
      .map((page) => page.slice('docs/'.length));
    expect(documents.filter((page) => !index.includes(`(${page})`))).to.deep.equal([]);
  });
});

describe('README.md', function () {
  this.timeout(60_000);

  const found = blocks('README.md');
  let folder = '';
  let main = '';

  before(function () {
    this.timeout(120_000);
    const checkout = builtCheckout();
    main = join(checkout, 'dist/src/cli/main.js');
    // Below the package, so that Node finds `wirelab` from there as it would where the package is installed.
    folder = mkdtempSync(join(checkout, 'readme-'));
    for (const { file, text } of found.filter(({ language }) => language !== '')) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text.replace(/\bport: \d+/, 'port: 0'));
    }
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const start = (words: readonly string[]): Spawned =>
    new Spawned(process.execPath, [main, ...words], { cwd: folder, input: '' });

  it('begins with commands of one line that run a lab and the tests', () => {
    const [run, output, test] = found;
    expect(run?.text).to.equal('npm ci && npx wirelab run 1\n');
    expect(output?.text).to.match(/^lab 1 echo: .*\n[^]*^passed: 1 client/m);
    expect(test?.text).to.equal('npm ci && npm run test:setup && npm test\n');
  });

  it('names every lab', () => {
    const labs = readdirSync(join(PROJECT, 'labs'));
    expect(labs.filter((lab) => !read('README.md').includes(`(labs/${lab}/README.md)`))).to.deep.equal([]);
  });

  it('names every command', async () => {
    const table = Array.from(read('README.md').matchAll(/^\| `wirelab ([a-z]+)/gm), ([, name]) => name);
    expect(table).to.deep.equal((await loadCommands()).map(({ command }) => command.split(' ')[0]));
  });

  const shown = [
    ...found.filter(({ language }) => language === '').flatMap(({ text }) => text.split('\n')),
    ...Array.from(read('README.md').matchAll(/`(npx wirelab [^`<]+)`/g), ([, command = '']) => command),
  ].filter((line) => line.startsWith('npx wirelab ') && !/\b(?:client|new)\b/.test(line));

  for (const command of new Set(shown)) {
    it(`shows a command that works: ${command}`, async () => {
      const words = command.split(' ').slice(2);
      if (words[0] === 'serve') {
        const server = start([...words, '--port', '0']);
        await server.printed(/listening on /, 'stderr');
        expect((await server.stop()).status).to.equal(0);
        return;
      }
      const { status, stdout, stderr } = await start(words).end();
      expect(status, stdout + stderr).to.equal(0);
    });
  }

  it('embeds a server that answers', async () => {
    const server = new Spawned(process.execPath, ['server.mjs'], { cwd: folder });
    const [, port = ''] = await server.printed(/listening on 127\.0\.0\.1:(\d+)/);
    const words = ['client', '--interactive', '--framing', 'line', '--port', port];
    const client = await new Spawned(process.execPath, [main, ...words], { cwd: folder, input: 'hello\nexit\n' }).end();
    expect(client.status, client.stderr).to.equal(0);
    expect(client.stdout).to.include('HELLO!');
    expect((await server.stop('SIGINT')).status).to.equal(0);
    expect(server.stdout)
      .to.match(/^listening\nlistening on .*\nopened\n/)
      .and.match(/\nstopped\n$/);
  });
});
