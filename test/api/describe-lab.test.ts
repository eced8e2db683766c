import { expect } from 'chai';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as source from '../../src/api/testing.js';
import { UsageError } from '../../src/errors/usage-error.js';
import { builtCheckout } from '../support/checkout.js';
import { needs } from '../support/needs.js';
import { seed } from '../support/seed.js';
import { Spawned } from '../support/spawned.js';

const { describeLab, findLab } = source;
const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const EXAMPLE = 'docs/examples/week-3.test.mjs';
const DEADLINE = 120_000;

const echo = await findLab('echo');
const ack = await findLab('ack');

// As it was built, as an instructor has it: in the box of its worker is no compiler.
const built = (await import(new URL('../../dist/src/api/testing.js', import.meta.url).href)) as typeof source;
const builtEcho = await built.findLab('echo');

describe('the tests of a lab:', () => {
  before(needs('bwrap', 'python3'));
  built.describeLab(builtEcho, { program: join(PROJECT, 'labs/01-echo/solution/server.py') }, { seed });
});

interface Told {
  readonly title: string;
  readonly fullTitle: string;
  readonly err: { readonly message?: string; readonly stack?: string };
}

interface Results {
  readonly stats: {
    readonly tests: number;
    readonly passes: number;
    readonly failures: number;
    readonly pending: number;
  };
  readonly passes: readonly Told[];
  readonly failures: readonly Told[];
  readonly pending: readonly Told[];
}

describe('describeLab', function () {
  this.timeout(DEADLINE + 10_000);
  let folder = '';

  before(function () {
    needs('bwrap', 'python3').call(this);
    const checkout = builtCheckout();
    chmodSync(checkout, 0o755); // as root, the sandbox runs as another user
    folder = mkdtempSync(join(checkout, 'suite-'));
    cpSync(join(PROJECT, EXAMPLE), join(folder, 'suite.test.mjs'));
  });
  after(() => {
    if (folder !== '') rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a suite as an instructor would. */
  const results = async (file: string, env: Readonly<Record<string, string>> = {}): Promise<Results> => {
    const { stdout, stderr } = await new Spawned(
      process.execPath,
      [join(PROJECT, 'node_modules/mocha/bin/mocha.js'), '--no-config', '--no-package', '--reporter', 'json', file],
      { cwd: folder, input: '', env },
    ).end(DEADLINE);
    expect(stdout, stderr).to.include('"stats"');
    return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Results;
  };

  it('is shown in docs by a suite that works, whose text is in the page', async () => {
    const text = readFileSync(join(PROJECT, EXAMPLE), 'utf8');
    expect(readFileSync(join(PROJECT, 'docs/testing.md'), 'utf8')).to.include(text.slice(text.indexOf('import')));
    cpSync(join(PROJECT, 'labs/03-ack/solution/server.py'), join(folder, 'server.py'));
    const { stats, failures } = await results('suite.test.mjs');
    expect(failures.map(({ err }) => err.message)).to.deep.equal([]);
    expect(stats).to.include({ passes: (ack.checks?.server ?? []).length + 1, failures: 0, pending: 0 });
  });

  it('tests a client too, and only what was asked for', async () => {
    const client = join(PROJECT, 'labs/03-ack/solution/client.py');
    writeFileSync(
      join(folder, 'client.test.mjs'),
      `import { describeLab, findLab } from 'wirelab/testing';\ndescribeLab(await findLab('3'), { program: ${JSON.stringify(client)}, role: 'client' }, { seed: 7, only: ['exit'] });\n`,
    );
    const { passes, stats } = await results('client.test.mjs');
    expect(stats).to.include({ tests: 1, failures: 0 });
    expect(passes.map(({ fullTitle }) => fullTitle)).to.deep.equal([
      `lab 3 Acknowledgement, client ${client} (seed 7) After exit the client ends (exit)`,
    ]);
  });

  it('fails with the words of the report, and skips what needs more, with the reason', async () => {
    const { failures, pending, passes } = await results('suite.test.mjs', {
      SUBMISSION: join(PROJECT, 'labs/03-ack/wrong/server-one-client.py'),
    });
    expect(passes.map(({ title }) => title)).to.include('the server waits for its clients, and never sleeps');
    expect(failures.map(({ title }) => title)).to.include(
      'The server serves 3 clients, one after another (next-clients)',
    );
    expect(failures[0]?.err.message)
      .to.include('hint:')
      .and.include('the lab sheet says:')
      .and.include('try it again:');
    expect(failures[0]?.err.stack).to.not.match(/^ +at /m);
    expect(pending.length).to.be.greaterThan(0);
    for (const { title } of pending) expect(title).to.match(/: needs “.*” to pass first$/);
  });

  it('fails every test of what cannot be graded, and tells the whole reason once', async () => {
    writeFileSync(join(folder, 'notes.py'), 'print("hello")\n');
    const { failures, stats } = await results('suite.test.mjs', { SUBMISSION: 'notes.py' });
    expect(stats.failures).to.equal((ack.checks?.server ?? []).length);
    expect(failures[0]?.err.message).to.match(/^not gradable: /);
  });

  it('refuses a role without checks, a check that does not exist, and to work without mocha', () => {
    expect(() => {
      describeLab({ ...echo, checks: {} }, 'reference');
    }).to.throw(UsageError, 'lab 1 echo has no checks for a server yet');
    expect(() => {
      describeLab(echo, 'reference', { only: ['nope'] });
    }).to.throw(UsageError, 'no check nope');
    expect(() => {
      describeLab(echo, { address: 'nowhere' });
    }).to.throw(RangeError, 'host:port');
  });

  it('says where it belongs when there is no mocha', async () => {
    mkdirSync(join(folder, 'bare'));
    writeFileSync(
      join(folder, 'bare/bare.mjs'),
      "import { describeLab, findLab } from 'wirelab/testing';\ndescribeLab(await findLab('1'), 'reference');\n",
    );
    const { status, stderr } = await new Spawned(process.execPath, ['bare.mjs'], {
      cwd: join(folder, 'bare'),
      input: '',
    }).end();
    expect(status).to.equal(1);
    expect(stderr).to.include('describeLab is called in a test file that mocha runs');
  });
});
