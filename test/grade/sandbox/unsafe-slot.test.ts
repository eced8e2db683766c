import { expect } from 'chai';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs } from '../../support/needs.js';
import { Remote, removeStaged, staged } from './remote.js';

const LOCK = join(tmpdir(), `wirelab-unsafe-${String(process.getuid?.() ?? 0)}.lock`);
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

describe('a slot without a sandbox', () => {
  let remote: Remote | undefined;
  let folder: string;

  before(needs('python3'));
  beforeEach(() => { folder = staged({ 'server.py': SERVER }); });
  afterEach(async () => {
    await remote?.close();
    remote = undefined;
    removeStaged();
  });

  it('runs a program in a copy of its folder, finds its port and ends it', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    expect((await remote.look()).setup.boxed).to.be.false;
    const program = await remote.start('python3', 'server.py');
    const { tcp: [address] } = await program.listening();
    expect(await remote.exchange(address?.port ?? 0, 'hello')).to.deep.include({ received: 'hello' });
    expect(await program.stop()).to.deep.include({ left: [] });
    expect(existsSync(join(folder, 'written'))).to.be.false;
    expect(await remote.exchange(address?.port ?? 0, 'hello')).to.deep.include({ end: 'ECONNREFUSED' });
    expect(await remote.close()).to.deep.include({ reason: 'closed', nothingLeft: false });
  });

  it('holds programs to the limits that need no kernel', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    expect(await remote.run('sh', '-c', 'while :; do echo 0123456789012345678901234567890123456789; done')).to.deep.include({ reason: 'output-limit' });
    expect(await remote.runWith({ command: ['sh', '-c', 'while :; do :; done'], limits: { cpuMs: 200 } })).to.deep.include({ reason: 'killed-cpu' });
  });

  it('says when a program cannot be started', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    const ended = await remote.run('/no/such/program');
    expect(ended).to.deep.include({ code: null });
    expect(ended.failure).to.include('ENOENT');
  });

  it('is one at a time', async () => {
    remote = await Remote.open(folder, 0, { unsafe: true });
    let failed = '';
    try {
      await Remote.open(folder, 1, { unsafe: true });
    } catch (error) {
      failed = (error as Error).message;
    }
    expect(failed).to.equal(`process ${process.pid} grades without a sandbox now, and that goes one at a time`);
    await remote.close();
    remote = await Remote.open(folder, 1, { unsafe: true });
    expect(readFileSync(LOCK, 'utf8')).to.equal(String(process.pid));
  });

  it('minds no lock of a grader that is gone', async () => {
    writeFileSync(LOCK, '4194304'); // one more than a process's number can be
    remote = await Remote.open(folder, 0, { unsafe: true });
    await remote.close();
    expect(existsSync(LOCK)).to.be.false;
  });
});
