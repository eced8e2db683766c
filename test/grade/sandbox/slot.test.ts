import { expect } from 'chai';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from '../../support/needs.js';
import { Remote, removeStaged, staged } from './remote.js';

const ECHO = `
import socket, sys
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('127.0.0.1', 65432)); s.listen()
print('listening')
while True:
    c, a = s.accept()
    while True:
        d = c.recv(1024)
        if not d: break
        c.sendall(d)
    c.close()
`;

describe('a slot', () => {
  let remote: Remote;

  before(needs('bwrap', 'python3', 'gcc'));
  before(async () => {
    remote = await Remote.open(
      staged({ 'server.py': ECHO, 'hello.c': '#include <stdio.h>\nint main(){puts("hello from C");}' }),
    );
  });
  after(() => remote.close());
  after(removeStaged);

  it('has a network with nothing but its own loopback, and no processes but its own', async () => {
    const { interfaces, processes, pid } = await remote.look();
    expect(interfaces).to.deep.equal(['lo']);
    expect(processes.map((entry) => entry.pid)).to.deep.equal([1, pid]);
  });

  it('starts a program, finds its port, exchanges with it and ends it', async () => {
    const program = await remote.start('python3', 'server.py');
    const listening = await program.listening();
    expect(listening).to.deep.include({ state: 'listening', tcp: [{ address: '127.0.0.1', port: 65432 }], udp: [] });
    expect(await remote.exchange(65432, 'hello')).to.deep.equal({ connected: true, received: 'hello', end: 'end' });
    expect((await program.stop()).left).to.deep.equal([]);
    const exit = await program.exited();
    expect(exit).to.deep.include({ reason: 'stopped', stdout: 'listening\n', stderr: '' });
    const { processes, pid } = await remote.look();
    expect(processes.map((entry) => entry.pid)).to.deep.equal([1, pid]);
  });

  it('says how a program ended', async () => {
    expect(await remote.run('sh', '-c', 'echo out; echo err >&2; exit 3')).to.deep.include({
      reason: 'exited',
      code: 3,
      signal: null,
      stdout: 'out\n',
      stderr: 'err\n',
    });
    expect(await remote.run('sh', '-c', 'kill -SEGV $$')).to.deep.include({
      reason: 'exited',
      code: 139,
      signal: 'SIGSEGV',
    });
  });

  it('builds, and runs what was built', async () => {
    const built = await remote.build({ commands: [{ argv: ['gcc', '-o', 'hello', 'hello.c'], cwd: '', env: {} }] });
    expect(built.built, built.steps[0]?.stderr).to.be.true;
    expect(await remote.runWith({ command: ['./hello'], folder: built.folder })).to.deep.include({
      code: 0,
      stdout: 'hello from C\n',
    });
  });

  it('leaves nothing when it is closed', async () => {
    const other = await Remote.open(staged({ 'server.py': ECHO }), 1);
    const program = await other.start('python3', 'server.py');
    await program.listening();
    expect(await other.close()).to.deep.include({ reason: 'closed', nothingLeft: true });
  });

  it('has toolchains from elsewhere, also from folders that only their owner may enter', async () => {
    const home = staged({ 'tools/bin/greet': '#!/bin/sh\necho greetings from "$0"\n' });
    chmodSync(join(home, 'tools/bin/greet'), 0o755);
    chmodSync(home, 0o700);
    const other = await Remote.open(staged({}), 2, { toolchains: [join(home, 'tools')] });
    try {
      const greet = join(home, 'tools/bin/greet');
      expect(await other.run(greet)).to.deep.include({ code: 0, stdout: `greetings from ${greet}\n` });
      expect((await other.run('sh', '-c', `echo x > ${greet}`)).code).to.not.equal(0);
    } finally {
      await other.close();
    }
  });

  it('says that a program is missing', async () => {
    expect(await remote.run('no-such-program')).to.deep.include({ reason: 'exited', code: 127 });
  });
});
