import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { needs } from '../support/needs.js';
import { endPrograms, Spawned } from '../support/spawned.js';
import { serving } from '../support/wirelab.js';
import { HOST, line, realClient, typeAll, type RealClient } from './real-client.js';

const LATE = fileURLToPath(new URL('./fixtures/late.js', import.meta.url));

describe('real clients end their direction, or just end', () => {
  afterEach(endPrograms);

  const halfClosing: Readonly<Record<string, RealClient>> = {
    'nc -N': realClient('nc', (port) => ['-N', HOST, String(port)]),
    // It waits half a second for the rest unless it is told otherwise.
    'socat -t 10': realClient('socat', (port) => ['-t', '10', '-', `TCP:${HOST}:${port}`]),
  };

  for (const [name, { needed, start }] of Object.entries(halfClosing)) {
    describe(name, () => {
      before(needs(needed));

      it('gets every answer, and then the end', async () => {
        const { port, said } = await serving(['--handler', 'reverse']);
        const ended = await typeAll(start(port), 'abc\r\nnée\n\n');
        expect(ended).to.deep.equal({ status: 0, signal: null, stdout: 'cba\neén\n\n', stderr: '' });
        await said(/^#1 closed: the client ended it; 3 messages, 11 bytes, 0 active$/m);
      });

      it('gets an answer that comes late', async () => {
        const { port } = await serving(['--handler', LATE]);
        expect((await typeAll(start(port), 'better\nlate\n')).stdout).to.equal('better\nlate\n');
      });

      it('gets its answer when it had to wait for its turn', async () => {
        const { port, said } = await serving(['--handler', 'echo', '--mode', 'iterative']);
        const first = start(port);
        first.write('first\n');
        await first.printed(line('first'));
        const second = start(port);
        second.write('second\n');
        second.endInput();
        await said(/waits for its turn, 1 waiting$/m);
        first.endInput();
        expect((await first.end()).stdout).to.equal('first\n');
        expect((await second.end()).stdout).to.equal('second\n');
      });

      it('gets a megabyte of every byte back, raw', async () => {
        const { port } = await serving(['--handler', 'echo', '--framing', 'raw']);
        const bytes = randomBytes(1024 * 1024);
        const client = start(port);
        const { status } = await typeAll(client, bytes);
        expect(status).to.equal(0);
        expect(client.stdoutBytes.equals(bytes)).to.be.true;
      });

      it('gets bytes that are no text back, in lines', async () => {
        const { port } = await serving(['--handler', 'echo']);
        const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x0d, 0x80, 0x0a, 0xc3, 0x0a]);
        const client = start(port);
        await typeAll(client, bytes);
        expect(client.stdoutBytes).to.deep.equal(bytes);
      });

      it('has a last line without its end left unanswered, and the server says why', async () => {
        const { port, said } = await serving(['--handler', 'echo']);
        expect((await typeAll(start(port), 'whole\npart')).stdout).to.equal('whole\n');
        await said(/^#1 failed: .*4 bytes/m);
        await said(/^#1 closed: the client broke the protocol/m);
      });
    });
  }

  it('nc -z, which connects and closes, does no harm', async function () {
    needs('nc').call(this);
    const { port, said } = await serving(['--handler', 'echo']);
    expect((await typeAll(new Spawned('nc', ['-z', HOST, String(port)]), '')).status).to.equal(0);
    await said(/^#1 closed: the client ended it; 0 messages, 0 bytes, 0 active$/m);
    expect((await typeAll(new Spawned('nc', ['-N', HOST, String(port)]), 'still there?\n')).stdout).to.equal(
      'still there?\n',
    );
  });

  it('a client that is killed in the middle of a message does no harm', async function () {
    needs('nc').call(this);
    const { port, said } = await serving(['--handler', 'echo']);
    const client = new Spawned('nc', [HOST, String(port)]);
    client.write('whole\nhalf a mess');
    await client.printed(line('whole'));
    await client.stop('SIGKILL');
    await said(/^#1 closed: .*, 0 active$/m);
    expect((await typeAll(new Spawned('nc', ['-N', HOST, String(port)]), 'still there?\n')).stdout).to.equal(
      'still there?\n',
    );
  });

  it('python3 breaks its connection (RST) and does no harm', async function () {
    needs('python3').call(this);
    const { port, said } = await serving(['--handler', 'echo']);
    const breaks = `
import socket, struct
s = socket.create_connection(('${HOST}', ${port}))
s.sendall(b'Hello\\n')
print(s.recv(1024))
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
s.close()`;
    const asks = `
import socket
s = socket.create_connection(('${HOST}', ${port}))
s.sendall(b'still there?\\n')
s.shutdown(socket.SHUT_WR)
print(s.makefile('rb').read())`;
    expect((await typeAll(new Spawned('python3', ['-c', breaks]), '')).stdout).to.equal("b'Hello\\n'\n");
    await said(/^#1 closed: the connection broke; 1 message, 6 bytes, 0 active$/m);
    expect((await typeAll(new Spawned('python3', ['-c', asks]), '')).stdout).to.equal("b'still there?\\n'\n");
  });
});
