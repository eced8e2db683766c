import { expect } from 'chai';
import { createServer, connect, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { refusedTimes, refusedConnections } from '../../../src/grade/diagnosis/refused-connections.js';

const still = { elapsed: () => 0 };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('waiting until a client was refused', () => {
  it('ends when it has tried so many times', async () => {
    const before = refusedConnections();
    const waiting = refusedTimes(
      2,
      () => refusedConnections() - before,
      () => false,
      still,
      1,
    );
    const port = await freePort();
    for (let attempt = 1; attempt <= 2; attempt++)
      await once(connect(port, '127.0.0.1'), 'close').catch(() => undefined);
    expect(await waiting).to.equal(true);
  });

  it('ends when the client has ended', async () => {
    expect(
      await refusedTimes(
        Infinity,
        () => 0,
        () => true,
        still,
        1,
      ),
    ).to.equal(false);
  });

  it('ends when its time is over', async () => {
    let felt = 0;
    expect(
      await refusedTimes(
        Infinity,
        () => 0,
        () => false,
        { elapsed: () => felt++ },
        1,
      ),
    ).to.equal(false);
  });
});
