import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { className, requireName } from '../../src/scaffold/require-name.js';
import { UsageError } from '../../src/errors/usage-error.js';
import { builtCheckout, emptyFolder, removeFolders } from '../support/checkout.js';
import { GRADING_MS } from '../support/graded.js';
import { Spawned, type Ended } from '../support/spawned.js';

let checkout = '';

function start(cwd: string, words: readonly string[]): Spawned {
  return new Spawned(process.execPath, [join(checkout, 'dist/src/cli/main.js'), ...words], { cwd, input: '' });
}

function make(cwd: string, ...words: string[]): Promise<Ended> {
  return start(cwd, ['new', ...words]).end();
}

/** The commands that were printed: they are the indented lines that begin with a program. */
function commandsIn(stdout: string): string[][] {
  return Array.from(stdout.matchAll(/^ {2}((?:npx )?(?:wirelab|mocha) .*?) {2,}/gm), ([, line = '']) =>
    Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? ''),
  );
}

/** Runs a printed command to a good end: a server from the moment at which it listens to a signal. */
async function carryOut(command: readonly string[], cwd: string): Promise<void> {
  const words = command[0] === 'npx' ? command.slice(1) : command;
  const what = words.join(' ');
  if (words[0] === 'mocha') {
    const report = execFileSync(
      process.execPath,
      [join(checkout, 'node_modules/mocha/bin/mocha.js'), ...words.slice(1), '--reporter', 'json'],
      { cwd },
    );
    const { stats } = JSON.parse(report.toString()) as { stats: { passes: number; failures: number } };
    expect(stats.passes, what).to.be.greaterThan(0);
    expect(stats.failures, what).to.equal(0);
    return;
  }
  const isServer = words[1] === 'serve';
  const program = start(cwd, [...words.slice(1), ...(isServer && !words.includes('--port') ? ['--port', '0'] : [])]);
  if (isServer) {
    await program.printed(/listening on /, 'stderr');
    expect((await program.stop()).status, what).to.equal(0);
    return;
  }
  const { status, stdout, stderr } = await program.end(GRADING_MS);
  expect(status, `${what}\n${stdout}${stderr}`).to.equal(0);
  if (words[1] === 'run') expect(stdout).to.match(/^passed: 1 client/m);
}

function labFiles(folder: string): string[] {
  const wrong = [
    'server-capitals',
    'server-one-line',
    'server-one-client',
    'server-recv-is-line',
    'client-other-words',
    'client-silent',
    'client-one-recv',
    'client-refused-is-fine',
  ];
  return [
    ...['lab.ts', 'checks.ts', 'questions.ts', 'key.ts', 'README.md', 'solution/server.py', 'solution/client.py'],
    ...wrong.map((name) => `wrong/${name}.py`),
    ...['starter/server.py', 'starter/client.py', 'starter/answers.md'],
  ].map((path) => `${folder}/${path}`);
}

const KINDS = [
  { kind: 'handler', here: ['handlers/guess-it.ts'], elsewhere: ['handlers/try-it.ts'] },
  { kind: 'framing', here: ['src/framings/guess-it.ts'], elsewhere: ['framings/try-it.ts'] },
  { kind: 'lab', here: labFiles('labs/15-guess-it'), elsewhere: labFiles('labs/16-try-it') },
] as const;

describe('wirelab new', function () {
  this.timeout(GRADING_MS);

  before(function () {
    this.timeout(120_000);
    checkout = builtCheckout();
  });

  after(removeFolders);

  for (const { kind, here, elsewhere } of KINDS) {
    it(`makes a ${kind} in a checkout, and prints commands that run and test it`, async () => {
      const { status, stdout, stderr } = await make(checkout, kind, 'guess-it');
      expect(status, stderr).to.equal(0);
      expect(stdout.match(/^made .*/gm)).to.deep.equal(here.map((path) => `made ${path}`));
      const commands = commandsIn(stdout);
      expect(commands.map((words) => words[1])).to.include.members(['wirelab', 'mocha']);
      for (const command of commands) await carryOut(command, checkout);
    });

    it(`makes a ${kind} in any other folder, and prints commands that run it`, async () => {
      const folder = emptyFolder();
      const { status, stdout, stderr } = await make(folder, kind, 'try-it');
      expect(status, stderr).to.equal(0);
      expect(stdout.match(/^made .*/gm)).to.deep.equal(elsewhere.map((path) => `made ${path}`));
      const commands = commandsIn(stdout);
      expect(commands.length).to.be.at.least(2);
      await Promise.all(commands.map((command) => carryOut(command, folder)));
    });
  }

  it('makes what runs though its name means something already', async () => {
    const folder = emptyFolder();
    await Promise.all(['handler peer', 'framing frame'].map((words) => make(folder, ...words.split(' '))));
    const { status, stderr } = await start(folder, [
      'run',
      '1',
      '--framing',
      './framings/frame.ts',
      '--handler',
      './handlers/peer.ts',
    ]).end();
    expect(status, stderr).to.equal(0);
  });

  it('makes a lab that may name a file as its handler, from its own folder, wherever it is called', async () => {
    const folder = emptyFolder();
    await make(folder, 'lab', 'own-handler');
    mkdirSync(join(folder, 'handlers'));
    writeFileSync(join(folder, 'handlers/mine.ts'), "export { default } from 'wirelab/handlers/echo';\n");
    const lab = join(folder, 'labs', readdirSync(join(folder, 'labs'))[0] ?? '');
    const text = readFileSync(join(lab, 'lab.ts'), 'utf8');
    writeFileSync(join(lab, 'lab.ts'), text.replace("handler: 'echo'", "handler: '../../handlers/mine.ts'"));
    for (const words of [
      ['run', lab],
      ['grade', lab, join(lab, 'solution/server.py')],
    ]) {
      const { status, stdout, stderr } = await start(emptyFolder(), words).end(GRADING_MS);
      expect(status, stdout + stderr).to.equal(0);
    }
    const failed = await start(folder, ['grade', lab, join(lab, 'wrong/client-silent.py')]).end(GRADING_MS);
    expect(failed.stdout, 'its command works for a lab that only a path names').to.match(
      /^ +wirelab grade \.\/labs\/\d+-own-handler /m,
    );
  });

  it('makes a lab that is refused in one line when its checks need what is not there', async () => {
    const folder = emptyFolder();
    await make(folder, 'lab', 'no-order');
    const lab = join(folder, 'labs', readdirSync(join(folder, 'labs'))[0] ?? '');
    const checks = join(lab, 'checks.ts');
    writeFileSync(checks, readFileSync(checks, 'utf8').replace("needs: ['one-exchange']", "needs: ['one-exchang']"));
    const { status, stdout, stderr } = await start(folder, ['prove', lab]).end(GRADING_MS);
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: '' });
    expect(stderr).to.match(
      /^wirelab: [^\n]*lab\.ts: check several-messages needs one that is not there: no check one-exchang; did you mean one-exchange\?[^\n]*\n$/,
    );
  });

  it('makes what passes the type check', () => {
    const config = join(checkout, 'tsconfig.new.json');
    writeFileSync(
      config,
      JSON.stringify({
        extends: './tsconfig.json',
        include: KINDS.flatMap(({ here }) => here.filter((path) => path.endsWith('.ts'))),
      }),
    );
    execFileSync(process.execPath, [join(checkout, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', config], {
      stdio: 'inherit',
    });
  });

  it('writes into the checkout from any folder of it', async () => {
    const { stdout } = await make(join(checkout, 'src', 'core'), 'handler', 'from-below');
    expect(stdout).to.match(/^made \.\.\/\.\.\/handlers\/from-below\.ts$/m);
    expect(existsSync(join(checkout, 'handlers/from-below.ts'))).to.equal(true);
  });

  it('gives each lab the next free number', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'labs/41-mine'), { recursive: true });
    expect((await make(folder, 'lab', 'next')).stdout).to.include('made labs/42-next/lab.ts');
    expect((await make(folder, 'lab', 'after-next')).stdout).to.include('made labs/43-after-next/lab.ts');
  });

  it('never overwrites, and refuses a name that is taken', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'handlers'));
    writeFileSync(join(folder, 'handlers/mine.js'), 'precious');
    mkdirSync(join(folder, 'labs/20-mine'), { recursive: true });
    for (const [kind, name, why] of [
      ['handler', 'mine', 'handlers/mine.js is there'],
      ['handler', 'echo', 'wirelab brings one of that name'],
      ['framing', 'line', 'wirelab brings one of that name'],
      ['lab', 'mine', 'there is 20-mine'],
      ['lab', 'echo', 'there is 01-echo'],
    ] as const) {
      const { status, stdout, stderr } = await make(folder, kind, name);
      expect(status).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr)
        .to.match(/^wirelab: [^\n]+\n$/)
        .and.include(`the name ${name} is taken: ${why}`);
    }
    expect(readFileSync(join(folder, 'handlers/mine.js'), 'utf8')).to.equal('precious');
    expect(readdirSync(folder, { recursive: true })).to.have.members([
      'handlers',
      'handlers/mine.js',
      'labs',
      'labs/20-mine',
    ]);
  });

  for (const [words, message] of [
    [[], 'say what to make: wirelab new handler|framing|lab NAME'],
    [['handlr', 'x'], 'new makes a handler, a framing, or a lab, not "handlr"; did you mean handler?'],
    [['__proto__', 'x'], 'new makes a handler, a framing, or a lab, not "__proto__"'],
    [['lab'], 'say what the lab is called: wirelab new lab my-lab'],
  ] as const) {
    it(`refuses ${JSON.stringify(words.join(' ')).slice(0, 40)} with the rule and what to write`, async () => {
      const folder = emptyFolder();
      const { status, stdout, stderr } = await make(folder, ...words);
      expect(status).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr)
        .to.match(/^wirelab: [^\n]+\n$/)
        .and.include(message);
      expect(readdirSync(folder)).to.deep.equal([]);
    });
  }

  it('says that it cannot write where it may not', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'handlers'), 'a file where a folder should be');
    const { status, stderr } = await make(folder, 'handler', 'mine');
    expect(status).to.equal(3);
    expect(stderr).to.match(/^wirelab: cannot write [^\n]+\n$/);
  });
});

describe('the name of something new', () => {
  for (const [kind, name, better] of [
    ['handler', 'GuessIt', 'handler guess-it'],
    ['handler', 'handlers/Café.ts', 'handler cafe'],
    ['handler', '../../etc/passwd', 'handler passwd'],
    ['lab', '', 'lab my-lab'],
    ['lab', '15', 'lab my-lab'],
    ['lab', '15-more', 'lab more'],
    ['framing', 'a--b', 'framing a-b'],
    ['framing', '-', 'framing my-framing'],
    ['framing', 'x'.repeat(41), `framing ${'x'.repeat(40)}`],
  ] as const) {
    it(`is not ${JSON.stringify(name).slice(0, 20)}, and there is a better one`, () => {
      expect(() => {
        requireName(kind, name);
      })
        .to.throw(UsageError, `try wirelab new ${better}`)
        .with.property('message')
        .that.includes('begins with a letter');
    });
  }

  it('is good when it has small letters, digits and single hyphens', () => {
    for (const name of ['a', 'guess-it', 'crc32', 'a-1-b', 'x'.repeat(40)])
      expect(() => {
        requireName('lab', name);
      }).not.to.throw();
  });

  it('becomes that of a class, which is never one that the file or the language has', () => {
    const names = ['guess-it', 'peer', 'map', 'crc32', 'a-1-b'].map((name) => className(name, ['Peer']));
    expect(names).to.deep.equal(['GuessIt', 'MyPeer', 'MyMap', 'Crc32', 'A1B']);
  });
});
