import { expect } from 'chai';
import { needs } from '../../support/needs.js';
import { Remote, removeStaged, staged } from './remote.js';

const SERVER = `
import socket, struct, sys, time
how = sys.argv[1]
s = socket.socket(socket.AF_INET6 if how == 'six' else socket.AF_INET)
if how == 'reuse': s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(('::1' if how == 'six' else '127.0.0.1', 65432))
s.listen(0 if how == 'full' else 5)
if how in ('full', 'deaf'): time.sleep(60)
while True:
    c, _ = s.accept()
    if how == 'reset':
        c.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        c.recv(1)
        c.close()
    elif how == 'unread':
        time.sleep(0.1)
        c.close()
    elif how == 'late':
        data = b''
        while True:
            more = c.recv(100)
            if not more: break
            data += more
        c.sendall(b'all of it: ' + data)
        c.close()
    elif how == 'mute':
        time.sleep(60)
    else:
        c.sendall(c.recv(100))
        c.close()
`;

const CLIENT = `
import socket, sys
s = socket.create_connection(('localhost', int(sys.argv[1])))
s.sendall(b'hello')
try: print(s.recv(100).decode())
except OSError as e: print(type(e).__name__)
`;

const UDP = `
import socket
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.bind(('', 65432))
while True:
    d, a = s.recvfrom(100)
    s.sendto(d, a)
`;

const UDP_CLIENT = `
import socket, sys
s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
s.settimeout(5)
s.connect(('127.0.0.1', int(sys.argv[1])))
try:
    s.send(b'x'); s.send(b'x'); print(s.recv(9))
except OSError as e: print(type(e).__name__)
`;

describe('the network of a box', function () {
  this.timeout(60_000);
  let remote: Remote;

  before(needs('bwrap', 'python3'));
  before(async () => {
    remote = await Remote.open(
      staged({
        'server.py': SERVER,
        'client.py': CLIENT,
        'udp.py': UDP,
        'udp-client.py': UDP_CLIENT,
        'nothing.py': 'import time\ntime.sleep(60)',
        'fork.py': 'import subprocess, sys\nsubprocess.run([sys.executable, "server.py", "echo"])',
      }),
    );
  });
  after(() => remote.close());
  after(removeStaged);

  const cases: readonly (readonly [title: string, how: string, expected: object])[] = [
    ['a reset as a reset', 'reset', { connected: true, received: '', end: 'ECONNRESET' }],
    [
      'a server that closes with bytes unread as a reset',
      'unread',
      { connected: true, received: '', end: 'ECONNRESET' },
    ],
    ['an end as an end', 'echo', { connected: true, received: 'hello', end: 'end' }],
    ['a half-close: the answer comes after it', 'late', { connected: true, received: 'all of it: hello', end: 'end' }],
  ];
  for (const [title, how, expected] of cases) {
    it(`shows ${title}`, async () => {
      const program = await remote.start('python3', 'server.py', how);
      await program.listening();
      expect(await remote.exchange(65432, 'hello')).to.deep.equal(expected);
      await program.stop();
    });
  }

  it('refuses where nobody listens', async () => {
    expect(await remote.exchange(65432, 'x')).to.deep.equal({ connected: false, received: '', end: 'ECONNREFUSED' });
  });

  it('shows a backlog that is full: one connection, and the others wait', async () => {
    const program = await remote.start('python3', 'server.py', 'full');
    await program.listening();
    const all = await Promise.all(Array.from({ length: 6 }, () => remote.exchange(65432, 'x')));
    expect(all.filter(({ connected }) => connected)).to.have.lengthOf(1);
    await program.stop();
  });

  it('lets a server that closed first start again on its port at once', async () => {
    for (let i = 0; i < 3; i++) {
      const program = await remote.start('python3', 'server.py', 'echo');
      expect(await program.listening(), (await program.output()).stderr).to.deep.include({ state: 'listening' });
      expect((await remote.exchange(65432, 'x')).received).to.equal('x');
      await program.stop();
    }
  });

  it('has an IPv6 loopback, and tells that a server listens only there', async () => {
    const program = await remote.start('python3', 'server.py', 'six');
    expect((await program.listening()).tcp).to.deep.equal([{ address: '::1', port: 65432 }]);
    expect(await remote.exchange(65432, 'x')).to.deep.include({ end: 'ECONNREFUSED' });
    expect(await remote.exchange(65432, 'x', '::1')).to.deep.include({ received: 'x' });
    await program.stop();
  });

  it('finds the socket of a program that the started one has started', async () => {
    const program = await remote.start('python3', 'fork.py');
    expect((await program.listening()).tcp).to.deep.equal([{ address: '127.0.0.1', port: 65432 }]);
    expect((await program.snapshot()).processes.map(({ command }) => command)).to.deep.equal([
      'python3 fork.py',
      '/usr/bin/python3 server.py echo',
    ]);
    await program.stop();
  });

  it('finds a UDP socket', async () => {
    const program = await remote.start('python3', 'udp.py');
    expect(await program.listening()).to.deep.include({
      state: 'listening',
      tcp: [],
      udp: [{ address: '0.0.0.0', port: 65432 }],
    });
    expect((await remote.run('python3', 'udp-client.py', '65432')).stdout).to.equal("b'x'\n");
    await program.stop();
    expect((await remote.run('python3', 'udp-client.py', '65432')).stdout).to.equal('ConnectionRefusedError\n');
  });

  it('says when a program does not listen: by the deadline, or when it ends', async () => {
    const waiting = await remote.start('python3', 'nothing.py');
    expect(await waiting.listening(50)).to.deep.include({ state: 'timeout' });
    await waiting.stop();
    expect(await (await remote.start('true')).listening()).to.deep.include({ state: 'exited' });
  });

  it('shows what was accepted and never read, and what was never accepted', async () => {
    const mute = await remote.start('python3', 'server.py', 'mute');
    await mute.listening();
    await remote.exchange(65432, 'x'); // waits in vain
    const { sockets, notAccepted } = await mute.snapshot();
    expect(sockets.filter(({ state }) => state === 'close-wait').map(({ received }) => received)).to.deep.equal([2]); // the byte and the end
    expect(notAccepted).to.deep.equal([]);
    await mute.stop();
    const deaf = await remote.start('python3', 'server.py', 'deaf');
    await deaf.listening();
    await remote.exchange(65432, 'x');
    const seen = await deaf.snapshot();
    expect(seen.sockets.map(({ state }) => state)).to.deep.equal(['listen']);
    expect(seen.notAccepted.map(({ received }) => received)).to.deep.equal([2]);
    await deaf.stop();
  });

  it('lets a student client meet a server of the worker, and be reset by it', async () => {
    const port = (await remote.ask({ ask: 'serve', port: 65433 })) as number;
    expect((await remote.run('python3', 'client.py', String(port))).stdout).to.equal('HELLO\n');
    const cruel = (await remote.ask({ ask: 'serve', port: 65434, reset: true })) as number;
    expect((await remote.run('python3', 'client.py', String(cruel))).stdout).to.equal('ConnectionResetError\n');
  });

  it('lets two programs of a submission talk to each other, and ends one without the other', async () => {
    const server = await remote.start('python3', 'server.py', 'echo');
    await server.listening();
    const idle = await remote.start('python3', 'nothing.py');
    expect((await remote.run('python3', 'client.py', '65432')).stdout).to.equal('hello\n');
    await idle.stop();
    expect((await remote.exchange(65432, 'still')).received).to.equal('still');
    await server.stop();
  });

  it('lets programs of many slots use one port at once', async () => {
    const folder = staged({ 'server.py': SERVER });
    const remotes = await Promise.all(Array.from({ length: 4 }, (_, i) => Remote.open(folder, 10 + i)));
    try {
      const programs = await Promise.all(remotes.map((each) => each.start('python3', 'server.py', 'echo')));
      const listening = await Promise.all(programs.map((each) => each.listening()));
      expect(listening.map(({ tcp }) => tcp)).to.deep.equal(remotes.map(() => [{ address: '127.0.0.1', port: 65432 }]));
      const answers = await Promise.all(remotes.map((each, i) => each.exchange(65432, `slot ${i}`)));
      expect(answers.map(({ received }) => received)).to.deep.equal(remotes.map((_, i) => `slot ${i}`));
    } finally {
      expect(
        (await Promise.all(remotes.map((each) => each.close()))).map(({ nothingLeft }) => nothingLeft),
      ).to.deep.equal(remotes.map(() => true));
    }
  });
});
