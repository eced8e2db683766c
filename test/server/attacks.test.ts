import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { ChildServer, endServers } from '../support/child-server.js';
import { skipBecause } from '../support/needs.js';
import { closeClients, TcpClient } from '../support/tcp-client.js';

const MIB = 1024 * 1024;

/** The most that a server may grow, in MiB. */
const GROWTH = 16;

/** Resolves when another client has been answered so many times. */
async function answered({ endpoint }: ChildServer, times = 20): Promise<void> {
  const client = await TcpClient.open(endpoint);
  for (let i = 0; i < times; i++) await client.echoes(`still served ${String(i)}`);
  client.close();
}

function clients({ endpoint }: ChildServer, count: number): Promise<TcpClient[]> {
  return Promise.all(Array.from({ length: count }, () => TcpClient.open(endpoint)));
}

/** How many MiB more than before the server needed at most while the action went on. */
async function growth(server: ChildServer, action: () => Promise<void>): Promise<number> {
  await server.state();
  const before = server.memory();
  await action();
  return server.memory('peak') - before;
}

/** Sends up to `total` bytes, as the peer takes them. Reads nothing. */
function pour({ socket }: TcpClient, portion: Uint8Array, total: number): void {
  socket.pause();
  const more = (): void => {
    for (; total > 0 && socket.writable; total -= portion.length) {
      if (!socket.write(portion)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
}

function lines(length: number): Buffer {
  return Buffer.from(`${'x'.repeat(length - 1)}\n`.repeat(MIB / length));
}

describe('what costs a server little, and its other clients nothing', () => {
  before(function () {
    if (!existsSync('/proc/self/status'))
      skipBecause(this, 'this system does not tell the memory and time of other processes');
  });

  afterEach(async () => {
    closeClients();
    await endServers();
  });

  for (const length of [2, 64, 64 * 1024]) {
    it(`a client that sends 256 MiB in lines of ${String(length)} bytes and never reads`, async () => {
      const server = await ChildServer.start();
      const [silent] = await clients(server, 1);
      const grown = await growth(server, async () => {
        if (silent) pour(silent, lines(length), 256 * MIB);
        await answered(server, 500);
      });
      expect(grown).to.be.lessThan(GROWTH);
    });
  }

  for (const [what, portion] of [
    ['short messages', lines(2)],
    ['messages that cost most, as each is refused', Buffer.from(lines(2)).map((byte) => (byte === 10 ? 10 : 0xff))],
  ] as const) {
    it(`a client that sends nothing but ${what}, as fast as it can, and reads all answers`, async () => {
      const server = await ChildServer.start({ handler: 'upper' });
      const [busy, other] = await clients(server, 2);
      const more = (): void => {
        while (busy?.socket.write(portion) === true);
      };
      busy?.socket
        .removeAllListeners('data')
        .on('data', () => undefined)
        .on('drain', more);
      const grown = await growth(server, async () => {
        more();
        for (let n = 1; n <= 40; n++) {
          other?.send('?\n');
          await other?.gotBytes(2 * n);
        }
      });
      expect(grown).to.be.lessThan(GROWTH);
      busy?.reset();
    });
  }

  it('a client that asks for long answers by the thousand and never reads them', async () => {
    const server = await ChildServer.start({ handler: `ack:${'y'.repeat(1000)}` });
    const [silent, other] = await clients(server, 2);
    const grown = await growth(server, async () => {
      if (silent) pour(silent, lines(2), 16 * MIB);
      for (let n = 1; n <= 200; n++) {
        other?.send('?\n');
        await other?.gotBytes(n * 1001);
      }
    });
    expect(grown).to.be.lessThan(GROWTH);
  });

  it('frames that claim four gigabytes', async () => {
    const server = await ChildServer.start({ framing: 'length32' });
    const grown = await growth(server, async () => {
      for (let round = 0; round < 5; round++) {
        const all = await clients(server, 50);
        for (const client of all) client.send(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 1, 2, 3));
        for (const client of all) expect(await client.ended()).to.equal('end');
        closeClients();
      }
    });
    expect(grown).to.be.lessThan(GROWTH);
  });

  it('frames just under the limit that are never finished: what has come, and no more', async () => {
    const server = await ChildServer.start({ framing: 'length32', frameTimeout: 1500 });
    const grown = await growth(server, async () => {
      const all = await clients(server, 200);
      for (const client of all) client.send(Uint8Array.of(0, 0x0f, 0xff, 0xff, 1, 2, 3));
      for (const client of all) expect(await client.ended()).to.equal('end');
    });
    expect(grown).to.be.lessThan(GROWTH);
  });

  it('hundreds of clients whose messages trickle in byte by byte, until their time is up', async () => {
    const server = await ChildServer.start({ frameTimeout: 2000 });
    const lorises = await clients(server, 400);
    let ended = 0;
    for (const { socket } of lorises) socket.once('end', () => ended++);
    const grown = await growth(server, async () => {
      while (ended < lorises.length) {
        for (const { socket } of lorises) if (socket.writable) socket.write('x');
        await answered(server, 5);
      }
    });
    expect(grown).to.be.lessThan(GROWTH);
  });

  it('members of a chat who never read: they are dropped, and the others are told', async () => {
    const SILENT = 5;
    const server = await ChildServer.start({ handler: 'chat' });
    const [talker, listener, ...silent] = await clients(server, 2 + SILENT);
    if (talker === undefined || listener === undefined) throw new Error('no clients');
    for (const { socket } of silent) socket.pause();
    const dropped = (): number => listener.text.split('was dropped: did not read\n').length - 1;
    let sent = 0;
    const grown = await growth(server, async () => {
      while (dropped() < SILENT) {
        talker.send(`${'x'.repeat(99)}\n`.repeat(500));
        sent += 500;
        talker.send('/who\n'); // when this is answered, all before has been told to the others
        const { length } = talker.text;
        await talker.gotBytes(length + 1);
        if (sent > 1_000_000) throw new Error(`${String(dropped())} dropped after ${String(sent)} lines`);
      }
    });
    expect(grown).to.be.lessThan(GROWTH + 4 * SILENT);
    await server.until(({ active }) => active === 2);
  });

  it('more clients than it can have files open: those it has are served, and others again when there is room', async () => {
    const server = await ChildServer.start({}, { files: 100, observed: true });
    const all = await clients(server, 150);
    const lost = new Set<TcpClient>();
    for (const client of all)
      void client.ended().then(
        () => lost.add(client),
        () => undefined,
      );
    const { active } = await server.until((state) => state.active + lost.size === all.length);
    expect(active).to.be.within(20, 99);
    const before = server.cpu;
    for (let round = 0; round < 10; round++) await server.state();
    await new Promise((resolve) => setTimeout(resolve, 500)); // doing nothing is what is tested
    expect(server.cpu - before, 'processor time').to.be.lessThan(0.4);
    const held = all.filter((client) => !lost.has(client));
    expect(held).to.have.lengthOf(active);
    for (const client of held) await client.echoes('held');
    for (const client of held.slice(0, 5)) client.close();
    await server.until((state) => state.active === active - 5);
    await answered(server, 3);
    expect((await server.state()).troubles).to.be.lessThan(10);
  });
});
