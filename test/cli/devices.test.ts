import { expect } from 'chai';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { serving, wirelab } from '../support/wirelab.js';

/** A server that answers each chunk with what `reply` makes of it. */
async function answering(
  reply: (chunk: Buffer) => Buffer,
): Promise<{ readonly port: string; readonly close: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket
      .on('error', () => undefined)
      .on('data', (chunk) => {
        socket.write(reply(chunk));
      });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    port: String((server.address() as AddressInfo).port),
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe('wirelab client --devices', function () {
  this.timeout(120_000);

  it('plays many devices against a gateway, again and again, and tells what it has seen', async () => {
    const gateway = await serving(['14', '--table']);
    const args = ['client', '14', '--devices', '200', '--port', String(gateway.port), '--deadline', '20000'];
    const text = await wirelab(args);
    expect(text.stdout).to.match(
      /^lab 14 gateway: [^]*\n200 devices \(--seed 1\), \d+ of them slow, \d+ that come back; \d+ connections\n[^]*\npassed: 200 devices, [\d.]+ s\n$/,
    );
    expect(text.stderr).to.equal('');
    expect(text.status).to.equal(0);
    // Once more: the devices begin anew with 0.
    const json = await wirelab([...args, '--json']);
    const document = JSON.parse(json.stdout) as {
      ok: boolean;
      readings: { counted: number; repeated: number };
      alarms: { raised: number; over: number };
      errors: string[];
      devices: object;
    };
    expect(document.errors).to.deep.equal([]);
    expect(document).to.include({ schema: 1, ok: true, seed: 1 });
    expect(document.devices).to.include({ count: 200, failed: 0 });
    expect(text.stdout).to.include(
      `${document.readings.counted.toLocaleString('en')} readings counted, ${document.readings.repeated} repeated; ${document.alarms.raised} alarms, ${document.alarms.over} over`,
    );
    const { stdout, status } = await gateway.stop();
    // No terminal: a line for each reading, and not for those that were repeated.
    expect(status).to.equal(0);
    expect(stdout.match(/^\d\d:\d\d:\d\d {2}device \d+ {2}\w+ -?\d+\.\d{3} \S+(?: {2}.*)?$/gm)).to.have.lengthOf(
      2 * document.readings.counted,
    );
  });

  it('plays devices whose fields are in the order of the gateway', async () => {
    const handler = ['--handler', 'gateway:temperature=45,order=value-quantity-unit-sequence-device'];
    const gateway = await serving(['14', ...handler]);
    const args = ['client', '14', '--devices', '20', '--port', String(gateway.port), '--deadline', '20000'];
    const own = await wirelab([...args, ...handler]);
    expect(own.status, own.stdout).to.equal(0);
    expect((await wirelab(args)).stdout).to.match(/\nfailed: 20 of 20 devices/);
    await gateway.stop();
  });

  it('fails with the reading, what was expected and what came', async () => {
    const server = await answering(() => Buffer.from('000601000100000100', 'hex').subarray(0, 8));
    const { status, stdout } = await wirelab([
      'client',
      '14',
      '--devices',
      '2',
      '--seed',
      '2',
      '--port',
      server.port,
      '--deadline',
      '1000',
    ]);
    server.close();
    expect(stdout).to.match(
      /^device 2, reading 0: expected "acknowledged 2, 0" \(01 00 02 00 00 00\), received "acknowledged 1, 0(?:, repeated)?" \(/m,
    );
    expect(stdout).to.match(/\nfailed: [12] of 2 devices, /);
    expect(status).to.equal(1);
  });

  it('says once that nobody listens', async () => {
    const { status, stdout } = await wirelab(['client', '14', '--devices', '50', '--port', '1']);
    expect(stdout.match(/nobody listens/g)).to.have.lengthOf(1);
    expect(stdout).to.match(/\nfailed: 50 of 50 devices/);
    expect(status).to.equal(1);
  });

  for (const [words, message] of [
    [['3', '--devices', '2'], '--devices plays sensors of the gateway, and not of handler ack'],
    [['14', '--devices', '0'], '--devices takes a whole number from 1 to 5000'],
    [['14', '--devices', '2', '--interactive'], '--devices does not go with --interactive'],
    [['14', '--devices', '2', '--transport', 'udp'], '--devices needs --transport tcp'],
  ] as const) {
    it(`refuses ${words.join(' ')}: ${message}`, async () => {
      const { status, stderr } = await wirelab(['client', ...words]);
      expect(stderr).to.include(`wirelab: ${message}`);
      expect(status).to.equal(2);
    });
  }
});

describe('wirelab serve --table', function () {
  this.timeout(60_000);

  for (const [words, message] of [
    [['3', '--table'], '--table shows the readings of the gateway, and handler ack has none'],
    [['14', '--table', '--json'], '--table does not go with --json'],
  ] as const) {
    it(`refuses ${words.join(' ')}: ${message}`, async () => {
      const { status, stderr } = await wirelab(['serve', ...words, '--port', '0']);
      expect(stderr).to.include(`wirelab: ${message}`);
      expect(status).to.equal(2);
    });
  }
});
