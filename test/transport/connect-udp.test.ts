import { expect } from 'chai';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Endpoint } from '../../src/transport/listener.js';
import { connectUdp } from '../../src/transport/connect-udp.js';

const CLIENTS = 2000; // of so many, some seventy would have the port of one before, as there are 28,000 ports

describe('a client of datagrams', () => {
  it('never has the port of one that is gone, for which a server would take it', async () => {
    const server = createSocket('udp4').bind(0, '127.0.0.1');
    await once(server, 'listening');
    const { address: host, port } = server.address();
    const connect = connectUdp({ host, port } satisfies Endpoint);
    const ports = new Set<number>();
    try {
      for (let count = 0; count < CLIENTS; count++) {
        const link = await connect(
          { receive: () => undefined, end: () => undefined, lost: () => undefined },
          undefined,
        );
        ports.add(link.local.port);
        link.close();
      }
    } finally {
      server.close();
    }
    expect(ports.size).to.equal(CLIENTS);
  });
});
