import { expect } from 'chai';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { processEntry } from '../../../src/grade/sandbox/process-table.js';
import { SandboxError } from '../../../src/grade/sandbox/sandbox-error.js';
import { lockPath } from '../../../src/grade/sandbox/unsafe-lock.js';
import { needs } from '../../support/needs.js';
import { Remote, removeStaged, staged } from './remote.js';

const SERVER = `
import os, socket, sys
s = socket.create_server(('127.0.0.1', 0))
open('written', 'w').write('x')
if os.fork() == 0:
    os.setsid()
while True:
    c, _ = s.accept()
    c.sendall(c.recv(100))
    c.close()
`;

// Goes into the background in the way of daemons, and says which process it is then.
const DAEMON = `
import os, sys, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        print(os.getpid(), flush=True)
        time.sleep(60)
    os._exit(0)
time.sleep(0.5)
`;

describe('a slot without a sandbox', () => {
  let remote: Remote | undefined;
  let next: Promise<Remote> | undefined;
  let folder: string;

  before(needs('python3'));
  beforeEach(() => {
    folder = staged({ 'server.py': SERVER });
  });
  afterEach(async () => {
    await remote?.close();
    remote = undefined;
    next = undefined;
    removeStaged();
  });

  it('runs a program in a copy of its folder, finds its port and ends it', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    expect((await remote.look()).setup.boxed).to.be.false;
    const program = await remote.start('python3', 'server.py');
    const {
      tcp: [address],
    } = await program.listening();
    expect(await remote.exchange(address?.port ?? 0, 'hello')).to.deep.include({ received: 'hello' });
    expect(await program.stop()).to.deep.include({ left: [] });
    expect(existsSync(join(folder, 'written'))).to.be.false;
    expect(await remote.exchange(address?.port ?? 0, 'hello')).to.deep.include({ end: 'ECONNREFUSED' });
    expect(await remote.close()).to.deep.include({ reason: 'closed', nothingLeft: false });
  });

  it('holds programs to the limits that need no kernel', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    expect(
      await remote.run('sh', '-c', 'while :; do echo 0123456789012345678901234567890123456789; done'),
    ).to.deep.include({ reason: 'output-limit' });
    expect(
      await remote.runWith({ command: ['sh', '-c', 'while :; do :; done'], limits: { cpuMs: 200 } }),
    ).to.deep.include({ reason: 'killed-cpu' });
  });

  it('says when a program cannot be started', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    const ended = await remote.run('/no/such/program');
    expect(ended).to.deep.include({ code: null });
    expect(ended.failure).to.include('ENOENT');
  });

  it('is one at a time: the next one waits, and says for whom in one line', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    const lines: string[] = [];
    const told = new Promise<void>((resolve) => {
      next = Remote.open(folder, 1, {
        unsafe: true,
        waits: (line) => {
          lines.push(line);
          resolve();
        },
      });
    });
    await told;
    expect(lines).to.deep.equal([
      `process ${process.pid} grades without a sandbox now, and that goes one at a time: waiting for it (${lockPath()})`,
    ]);
    expect(await Promise.race([next?.then(() => 'opened'), remote.look().then(() => 'waits')])).to.equal('waits');
    await remote.close();
    remote = await next;
    expect(readFileSync(lockPath(), 'utf8').split(' ')[0]).to.equal(String(process.pid));
    expect(lines).to.have.lengthOf(1);
  });

  it('waits no longer than it is told to', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    const stop = new AbortController();
    const refused = Remote.open(folder, 1, {
      unsafe: true,
      signal: stop.signal,
      waits: () => {
        stop.abort();
      },
    });
    expect(
      await refused.then(
        () => 'opened',
        (error: unknown) => (error as Error).name,
      ),
    ).to.equal('AbortError');
  });

  const stale: readonly (readonly [whose: string, text: string])[] = [
    ['a grader that is gone', '4194304 1'], // one more than a process's number can be
    ['a grader whose number another process has now', `${process.pid} 1`],
    ['nobody, as it is empty', ''],
  ];
  for (const [whose, text] of stale) {
    it(`minds no lock of ${whose}`, async () => {
      writeFileSync(lockPath(), text);
      remote = await Remote.open(folder, 0, { unsafe: true });
      await remote.close();
      expect(existsSync(lockPath())).to.be.false;
    });
  }

  it('begins only when the ports of the program are free, and says who has them', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const refused = await Remote.open(folder, 0, { unsafe: true, ports: [{ transport: 'tcp', port }] }).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(refused).to.be.instanceOf(SandboxError);
      const who = /\S+ \(process \d+\)/.exec((refused as SandboxError).line)?.[0] ?? '';
      expect(who).to.include(String(process.pid));
      expect((refused as SandboxError).line).to.equal(
        `port ${port} of this machine is in use by ${who}, and without a sandbox the program has no other: end ${who}, or grade in the sandbox`,
      );
      expect(existsSync(lockPath())).to.be.false;
    } finally {
      server.close();
    }
  });

  it('ends what has left its group, its session and its parents', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    const program = await remote.start('python3', '-c', DAEMON);
    while (!(await program.output()).stdout.includes('\n'));
    const pid = Number((await program.output()).stdout);
    expect(processEntry(pid)?.alive).to.be.true;
    expect((await program.exited()).reason).to.equal('exited');
    expect(processEntry(pid)?.alive).to.not.equal(true);
  });

  it('ends all programs and removes its folders, also when it is closed in the middle', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    const { setup } = await remote.look();
    const program = await remote.start('python3', 'server.py');
    await program.listening();
    const { processes } = await remote.look();
    expect(existsSync(setup.scratch)).to.be.true;
    await remote.close();
    expect(existsSync(setup.scratch)).to.be.false;
    const left = processes.filter(
      ({ pid, name }) => pid === program.pid && processEntry(pid)?.name === name && processEntry(pid)?.alive === true,
    );
    expect(left).to.deep.equal([]);
  });

  it('removes folders that a program has closed', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    const { setup } = await remote.look();
    await remote.run('sh', '-c', 'mkdir a && echo x > a/b && chmod 000 a');
    await remote.close();
    expect(existsSync(setup.scratch)).to.be.false;
  });
});
