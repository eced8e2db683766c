import { expect } from 'chai';
import { createConnection } from 'node:net';
import type { Endpoint } from '../../src/transport/listener.js';
import { ChildServer, endServers } from '../support/child-server.js';
import { closeClients, TcpClient } from '../support/tcp-client.js';
import { Dice } from '../../bench/dice.js';
import { seed } from '../support/seed.js';

const CLIENTS = 1000;
const AT_ONCE = 100;
const LEFT = 512; // bytes for each

/** Connects, perhaps sends something, and leaves in one of several ways, perhaps before it has connected. */
function rudeClient(endpoint: Endpoint, dice: Dice): Promise<void> {
  const rubbish = Buffer.from(Array.from({ length: dice.below(3000) }, () => dice.below(256)));
  const manner = dice.below(5);
  return new Promise((resolve) => {
    const socket = createConnection({ host: endpoint.host, port: endpoint.port, allowHalfOpen: true });
    socket.on('error', () => undefined);
    socket.once('close', () => {
      resolve();
    });
    socket.on('end', () => {
      socket.destroy();
    });
    if (manner === 0) socket.destroy();
    socket.once('connect', () => {
      if (manner === 1) socket.resetAndDestroy();
      else
        socket.write(rubbish, () => {
          if (manner === 2) socket.resetAndDestroy();
          else if (manner === 3) socket.destroy();
          else socket.end();
        });
    });
    socket.resume();
  });
}

describe('a server after a thousand clients', () => {
  afterEach(async () => {
    closeClients();
    await endServers();
  });

  for (const options of [
    { handler: 'echo', framing: 'line' },
    { handler: 'echo', framing: 'length32', maxFrame: 2000 },
    { handler: 'chat', framing: 'line', frameTimeout: 1000 },
    { handler: 'ack', framing: 'netstring', mode: 'iterative', backlog: 2 * AT_ONCE },
  ] as const) {
    it(`that sent rubbish, broke off or left half-way has nothing left of them (${options.handler}, ${options.framing})`, async () => {
      const server = await ChildServer.start(options, { observed: true });
      const dice = new Dice(seed);
      const meet = async (count: number): Promise<void> => {
        for (let met = 0; met < count; met += AT_ONCE) {
          await Promise.all(
            Array.from({ length: Math.min(AT_ONCE, count - met) }, () => rudeClient(server.endpoint, dice)),
          );
        }
      };
      await meet(200); // so that everything that is made once has been made
      const before = await server.until(({ active }) => active === 0);
      await meet(CLIENTS);
      // What the collector gets to only the next time is given that time: a session that stays would cost its KiB a thousand times.
      const after = await server.until(({ active, memory }) => active === 0 && memory - before.memory < CLIENTS * LEFT);
      expect({ resources: after.resources, listeners: after.listeners }, `seed ${String(seed)}`).to.deep.equal({
        resources: before.resources,
        listeners: before.listeners,
      });
      const last = await TcpClient.open(server.endpoint);
      if (options.framing === 'line' && options.handler === 'echo') await last.echoes('still here');
    });
  }
});
