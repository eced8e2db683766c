import { expect } from 'chai';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { needs, skipBecause } from '../../support/needs.js';
import { bundled } from './bundled.js';
import { Remote, removeStaged, staged, type Ended } from './remote.js';

const PROGRAMS = fileURLToPath(new URL('./fixtures/attacks', import.meta.url));

describe('the walls between a box and this machine', function () {
  this.timeout(60_000);
  const servers: Server[] = [];
  let folder: string;
  let answers: string;
  let remote: Remote;

  before(needs('bwrap', 'python3'));
  before(async () => {
    folder = staged({}, PROGRAMS);
    answers = join(staged({ 'answers.txt': 'the key' }), 'answers.txt');
    symlinkSync(answers, join(folder, 'link.txt'));
    remote = await Remote.open(folder);
  });
  after(() => remote.close());
  after(async () => {
    for (const server of servers) server.close();
    await Promise.all(servers.map((server) => once(server, 'close')));
  });
  after(removeStaged);

  /** The same program without any box: what the walls keep it from. */
  async function unboxed(...command: readonly string[]): Promise<Ended> {
    const free = await Remote.open(folder, 0, { unsafe: true });
    try {
      return await free.run(...command);
    } finally {
      await free.close();
    }
  }

  async function listen(where: { port: number; host: string } | { path: string }): Promise<AddressInfo | string> {
    const server = createServer((socket) => socket.end());
    servers.push(server);
    server.listen(where);
    await once(server, 'listening');
    return server.address() as AddressInfo | string;
  }

  it('keep the answers, and those of other submissions, by path and by link', async () => {
    const paths = [answers, 'link.txt', '../..' + answers];
    expect((await remote.run('python3', 'read.py', ...paths)).stdout).to.equal(
      paths.map((path) => `${path}: ENOENT\n`).join(''),
    );
    expect((await unboxed('python3', 'read.py', answers, 'link.txt')).stdout).to.equal(
      `${answers}: OK\nlink.txt: OK\n`,
    );
  });

  it('keep the services of this machine: by address, by abstract name and by path', async () => {
    const { port } = (await listen({ port: 0, host: '127.0.0.1' })) as AddressInfo;
    const path = join(staged({}), 'service');
    await listen({ path });
    const reached = ['reach.py', `127.0.0.1:${port}`, path];
    expect((await remote.run('python3', ...reached)).stdout).to.equal(
      `127.0.0.1:${port}: ECONNREFUSED\n${path}: ENOENT\n`,
    );
    expect((await unboxed('python3', ...reached)).stdout).to.equal(`127.0.0.1:${port}: OK\n${path}: OK\n`);
  });

  it('keep abstract names, which are of a network', async () => {
    const name = `wirelab-test-${process.pid}`;
    const service = spawn('python3', [
      '-c',
      `import socket,sys\ns=socket.socket(socket.AF_UNIX);s.bind('\\0${name}');s.listen();print('up',flush=True)\nsys.stdin.read()`,
    ]);
    try {
      await once(service.stdout, 'data');
      expect((await remote.run('python3', 'reach.py', `@${name}`)).stdout).to.equal(`@${name}: ECONNREFUSED\n`);
      expect((await unboxed('python3', 'reach.py', `@${name}`)).stdout).to.equal(`@${name}: OK\n`);
    } finally {
      service.stdin.end();
      await once(service, 'exit');
    }
  });

  it('keep large buffers of the kernel', async () => {
    const parked = ({ stdout }: Ended): number => Number(/\d+/.exec(stdout)?.[0]);
    expect(parked(await remote.run('python3', 'socket-memory.py'))).to.be.below(1e6);
    expect(parked(await unboxed('python3', 'socket-memory.py'))).to.be.above(1e6);
  });

  it('keep the grader and its worker alive, when a program kills all that it can', async () => {
    expect((await remote.run('python3', 'kill-all.py')).stdout).to.match(
      /^kill all: ESRCH\nkill 1: OK\n(kill \d+: ESRCH\n)+$/,
    );
    await remote.look();
  });

  it('keep nothing of one start for the next: no files, no shared memory, no names', async () => {
    const clean =
      ['/box/left', '/tmp/left', '/dev/shm/left'].map((path) => `${path}: not there\n`).join('') +
      'abstract name: OK\n';
    for (const time of ['first', 'second'])
      expect((await remote.run('python3', 'leave.py')).stdout, time).to.equal(clean);
  });

  it('keep the port at which the worker waits for a client', async () => {
    const port = (await remote.ask({ ask: 'serve', port: 0 })) as number;
    const { stdout } = await remote.run('python3', 'hijack.py', String(port));
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.split(': ')[1]),
    ).to.deep.equal(Array(8).fill('EADDRINUSE'));
    const other = await remote.run('python3', 'hijack.py', '0'); // it is the worker that stands in the way
    expect(
      other.stdout
        .trim()
        .split('\n')
        .map((line) => line.split(': ')[1]),
    ).to.deep.equal(Array(8).fill('OK'));
  });

  it('include a namespace of processes: without it the same program kills the worker', async () => {
    const other = await Remote.open(folder, 1);
    expect((await other.look()).setup.boxed).to.be.true; // or it would kill more than that
    const program = await other.startWith({ command: ['python3', 'kill-all.py'], without: ['pid-namespace'] });
    program.exited().catch(() => undefined);
    expect(await other.closed).to.deep.include({ reason: 'died', nothingLeft: true });
  });

  it('show a server that goes into the background as ended, with nothing left of it', async () => {
    const program = await remote.start('python3', 'fork-server.py');
    expect(await program.listening()).to.deep.include({ state: 'exited' });
    expect(await program.exited()).to.deep.include({ reason: 'exited', code: 0 });
    expect((await remote.look()).processes).to.have.lengthOf(2);
  });

  it('leave nothing of daemons when their program is stopped, and tell of them', async () => {
    const program = await remote.start('python3', 'daemon.py', 'stay');
    while ((await program.output()).stdout === '');
    const { left, running } = await program.stop();
    expect({ left, running: running.map((command) => command.split(' ').slice(0, 2).join(' ')) }).to.deep.equal({
      left: [],
      running: ['python3 daemon.py', 'python3 daemon.py'],
    });
    expect((await remote.look()).processes).to.have.lengthOf(2);
  });

  it('hand no descriptor on that the grader was started with', async () => {
    const grader = spawn(
      process.execPath,
      [
        await bundled('run-as-user'),
        JSON.stringify({
          worker: await bundled('remote-worker'),
          staged: folder,
          specs: [{ command: ['sh', '-c', 'ls /proc/self/fd'] }, { command: ['python3', 'forge.py'] }],
        }),
      ],
      { stdio: ['ignore', 'pipe', 'inherit', ...Array<'ignore'>(17).fill('ignore'), 'pipe', 'pipe'] },
    );
    const stray = [20, 21].map((descriptor) => {
      let text = '';
      (grader.stdio as unknown as NodeJS.ReadableStream[])[descriptor]
        ?.setEncoding('utf8')
        .on('data', (more: string) => {
          text += more;
        });
      return () => text;
    });
    let printed = '';
    grader.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    await once(grader, 'close');
    const {
      results: [listed, forged],
    } = JSON.parse(printed) as { results: Ended[] };
    expect(listed?.stdout.trim().split('\n')).to.deep.equal(['0', '1', '2', '3']); // 3: the folder that is listed
    expect(forged?.stdout).not.to.match(/^fd/m);
    expect(stray.map((text) => text())).to.deep.equal(['', '']);
  });

  it('matter for descriptors: a process that closes none hands on those that it was started with', async () => {
    const place = mkdtempSync(join(tmpdir(), 'wirelab-')); // it writes wherever it can
    mkdirSync(join(place, 'inner'));
    const careless = spawn(
      process.execPath,
      [
        '-e',
        'require("child_process").spawnSync("python3", process.argv.slice(1), { stdio: ["ignore", "inherit", "inherit"] })',
        join(PROGRAMS, 'forge.py'),
      ],
      {
        cwd: join(place, 'inner'),
        stdio: ['ignore', 'pipe', 'inherit', ...Array<'ignore'>(17).fill('ignore'), 'pipe'],
      },
    );
    let stray = '';
    (careless.stdio as unknown as NodeJS.ReadableStream[])[20]?.setEncoding('utf8').on('data', (more: string) => {
      stray += more;
    });
    await once(careless, 'close');
    rmSync(place, { recursive: true });
    expect(stray).to.contain('"status": "pass"');
  });

  it('matter for programs that give more rights: outside of a box such a program makes its user root', function () {
    if (process.getuid?.() !== 0) skipBecause(this, 'only root can make one');
    const place = mkdtempSync(join(tmpdir(), 'wirelab-'));
    try {
      chmodSync(place, 0o755);
      const id = join(place, 'id');
      copyFileSync('/usr/bin/id', id);
      chmodSync(id, 0o4755);
      const asUser = (...words: readonly string[]): string =>
        execFileSync('setpriv', ['--reuid=60001', '--regid=60001', '--clear-groups', ...words, id, '-u'], {
          encoding: 'utf8',
        }).trim();
      expect(asUser()).to.equal('0');
      expect(asUser('--no-new-privs')).to.equal('60001'); // as in a box
    } finally {
      rmSync(place, { recursive: true });
    }
  });
});
