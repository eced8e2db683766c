import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { Held, mostConnections } from '../../bench/hold.js';
import { ChildServer, endServers } from '../support/child-server.js';

const CONNECTIONS = 10_000;
const KIB_EACH = 10; // measured: 6.7

describe('a server of very many', () => {
  afterEach(endServers);

  it(`holds ${String(CONNECTIONS)} connections at once in one process, each for a few KiB, and answers every one`, async function () {
    this.timeout(60_000);
    const count = mostConnections(CONNECTIONS);
    if (count < CONNECTIONS)
      process.stdout.write(`    only ${String(count)} here, as a process may have no more files open (ulimit -n)\n`);
    const server = await ChildServer.start();
    const before = (await server.state(), server.memory());
    const held = await Held.open(server.endpoint.port, count);
    try {
      expect(await server.until(({ active }) => active === count)).to.include({ active: count });
      if (existsSync('/proc/self/status')) expect(((server.memory() - before) * 1024) / count).to.be.lessThan(KIB_EACH);
      expect(await held.answered()).to.equal(count);
      expect(held.lost).to.equal(0);
    } finally {
      held.close();
    }
    expect((await server.until(({ active }) => active === 0)).resources).to.not.include('TCPSocketWrap');
  });
});
