import { expect } from 'chai';
import { createSocket, type Socket } from 'node:dgram';
import { readdirSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import type { Endpoint } from '../../src/transport/listener.js';
import { handlerOf, Served, stopServed } from '../support/lab-server.js';

const PATIENCE = 15_000;
const sockets = new Set<Socket>();

/** A client of datagrams, with all that it got. */
class UdpClient {
  readonly got: Buffer[] = [];
  readonly #socket: Socket;
  readonly #watchers = new Set<() => void>();

  constructor(readonly endpoint: Endpoint) {
    this.#socket = createSocket(isIPv6(endpoint.host) ? 'udp6' : 'udp4');
    sockets.add(this.#socket);
    this.#socket.on('message', (datagram) => {
      this.got.push(datagram);
      for (const watch of [...this.#watchers]) watch();
    });
  }

  send(bytes: string | Uint8Array): void {
    this.#socket.send(bytes, this.endpoint.port, this.endpoint.host);
  }

  /** Resolves with the texts of all datagrams that came, when there are `count`. */
  replies(count: number): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`${String(this.got.length)} datagrams of ${String(count)}`));
      }, PATIENCE);
      const watch = (): void => {
        if (this.got.length < count) return;
        clearTimeout(timer);
        this.#watchers.delete(watch);
        resolve(this.got.map((datagram) => datagram.toString()));
      };
      this.#watchers.add(watch);
      watch();
    });
  }
}

const udp = { transport: 'udp', framing: 'datagram' } as const;

describe('UDP', () => {
  afterEach(async () => {
    for (const socket of sockets) socket.close();
    sockets.clear();
    await stopServed();
  });

  it('has a session for each peer, which lasts', async () => {
    const served = await Served.start({ ...udp, handler: 'ack:{n}' });
    const [ann, bob] = [new UdpClient(served.where), new UdpClient(served.where)];
    for (const client of [ann, ann, bob, ann, bob]) {
      const before = client.got.length;
      client.send('?');
      await client.replies(before + 1);
    }
    expect(await ann.replies(3)).to.deep.equal(['1', '2', '3']);
    expect(await bob.replies(2)).to.deep.equal(['1', '2']);
    expect(served.types).to.deep.equal(['listening', 'opened', 'opened']);
  });

  it('begins a new session after one that was silent for too long', async () => {
    const served = await Served.start({ ...udp, handler: 'ack:{n}', idleTimeout: 50 });
    const client = new UdpClient(served.where);
    client.send('?');
    const [closed] = await served.told('closed');
    expect(closed).to.include({ reason: 'idle', messages: 1, active: 0 });
    client.send('?');
    expect(await client.replies(2)).to.deep.equal(['1', '1']);
  });

  it('begins a new session after one that its handler has closed', async () => {
    const served = await Served.start({ ...udp, handler: 'ack:{n}' });
    const client = new UdpClient(served.where);
    client.send('exit');
    const [closed] = await served.told('closed');
    expect(closed?.reason).to.equal('handler');
    client.send('?');
    expect(await client.replies(2)).to.deep.equal(['1', '1']);
  });

  it('carries empty datagrams and those of 60,000 bytes', async () => {
    const served = await Served.start(udp);
    const client = new UdpClient(served.where);
    const large = Buffer.from(Array.from({ length: 60_000 }, (_, i) => i % 251));
    client.send('');
    await client.replies(1);
    client.send(large);
    await client.replies(2);
    client.send('');
    await client.replies(3);
    expect(client.got.map(({ length }) => length)).to.deep.equal([0, 60_000, 0]);
    expect(client.got[1]?.equals(large)).to.equal(true);
  });

  it('sends each reply in a datagram of its own', async () => {
    const handler = handlerOf((peer) => ({
      receive: (message) => {
        for (const byte of message) peer.send(Uint8Array.of(byte));
      },
    }));
    const served = await Served.start({ ...udp, handler });
    const client = new UdpClient(served.where);
    client.send('abc');
    expect(await client.replies(3)).to.deep.equal(['a', 'b', 'c']);
  });

  it('takes in no more peers than its limit, and others once there is room', async () => {
    const served = await Served.start({ ...udp, maxConnections: 1, handler: 'ack:{n}' });
    const [first, second] = [new UdpClient(served.where), new UdpClient(served.where)];
    first.send('?');
    await first.replies(1);
    second.send('?');
    await served.told('refused');
    first.send('exit');
    await served.told('closed');
    second.send('?');
    expect(await second.replies(1)).to.deep.equal(['1']);
  });

  it('serves its peers side by side also where one at a time is asked for: a datagram is answered before the next is read', async () => {
    const served = await Served.start({ ...udp, mode: 'iterative' });
    for (const text of ['ann', 'bob']) {
      const client = new UdpClient(served.where);
      client.send(text);
      expect(await client.replies(1)).to.deep.equal([text]);
    }
  });

  it('ends a session whose handler fails, and only that', async () => {
    const handler = handlerOf((peer) => ({
      receive: (message) => {
        if (message.length === 0) throw new Error('nothing');
        peer.send(message);
      },
    }));
    const served = await Served.start({ ...udp, handler });
    const [good, bad] = [new UdpClient(served.where), new UdpClient(served.where)];
    good.send('one');
    await good.replies(1);
    bad.send('');
    await served.told('closed');
    good.send('two');
    expect(await good.replies(2)).to.deep.equal(['one', 'two']);
    expect(served.all('opened')).to.have.lengthOf(2);
    expect(served.all('closed')[0]?.reason).to.equal('handler-error');
  });

  it('ends its sessions when it stops, and its port can be used again', async () => {
    const served = await Served.start(udp);
    const client = new UdpClient(served.where);
    client.send('one');
    await client.replies(1);
    await served.server.stop();
    expect(served.all('closed')[0]?.reason).to.equal('shutdown');
    const again = await Served.start({ ...udp, port: served.where.port });
    client.send('two');
    expect(await client.replies(2)).to.deep.equal(['one', 'two']);
    expect(again.server.active).to.equal(1);
  });

  it('rejects when the port is in use, and leaves no socket behind', async function () {
    const served = await Served.start(udp);
    const before = descriptors();
    const refusal = await Served.start({ ...udp, port: served.where.port }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).to.include({ code: 'EADDRINUSE' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(descriptors()).to.equal(before);
  });

  for (const host of ['127.0.0.1', '::1']) {
    it(`serves on ${host}`, async () => {
      const served = await Served.start({ ...udp, host });
      const client = new UdpClient(served.where);
      client.send('hello');
      expect(await client.replies(1)).to.deep.equal(['hello']);
    });
  }
});

/** Open files of this process; 0 where the system does not tell. */
function descriptors(): number {
  try {
    return readdirSync('/proc/self/fd').length;
  } catch {
    return 0;
  }
}
