import { expect } from 'chai';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { readShared } from '../../src/transport/shared-read.js';
import { handlerOf, Served, stopServed } from '../support/lab-server.js';
import { TcpClient } from '../support/tcp-client.js';

const SIZES = [1, 2, 8191, 8192, 8193, 65_536, 300_000, 3];

/** The prototype of the handles of TCP sockets, where reading into a given buffer is switched on. */
async function handlePrototype(): Promise<object> {
  const server = await listening();
  const { _handle: handle } = server as Server & { _handle?: object };
  await new Promise((resolve) => server.close(resolve));
  if (handle === undefined) throw new Error('a listening server without a handle');
  return Object.getPrototypeOf(handle) as object;
}

async function listening(): Promise<Server> {
  const server = createServer({ pauseOnConnect: true });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** What a server has to do, however it reads. */
function itReads(isShared: boolean): void {
  it(`reads ${isShared ? 'into the shared buffer' : 'as Node does'}`, async () => {
    const served = await Served.start();
    await (await TcpClient.open(served.where)).echoes('hello');
    // Node hands out Buffers; what is copied out of the shared buffer is none.
    expect(served.all('received').map(({ bytes }) => Buffer.isBuffer(bytes))).to.deep.equal([!isShared]);
  });

  it('never writes again to what a handler has kept', async () => {
    const kept: Uint8Array[] = [];
    const handler = handlerOf((peer) => ({
      receive: (message) => {
        kept.push(message);
        peer.send(Uint8Array.of(1));
      },
    }));
    const { where: endpoint } = await Served.start({ framing: 'length32', handler });
    const clients = [await TcpClient.open(endpoint), await TcpClient.open(endpoint)];
    for (const [n, size] of SIZES.entries()) {
      for (const [i, client] of clients.entries()) {
        const frame = Buffer.alloc(4 + size, 2 * n + i);
        frame.writeUInt32BE(size);
        client.send(frame);
        await client.gotBytes(5 * (n + 1));
      }
    }
    expect(kept.map(({ length }) => length)).to.deep.equal(SIZES.flatMap((size) => [size, size]));
    for (const [i, message] of kept.entries()) expect(message.every((byte) => byte === i)).to.equal(true);
  });

  it('reads nothing before a connection is started, and loses none of it', async () => {
    const served = await Served.start({ mode: 'iterative' });
    const first = await TcpClient.open(served.where);
    await served.told('opened');
    const second = await TcpClient.open(served.where);
    second.send('early\n');
    await served.told('waiting');
    await first.echoes('one');
    expect(served.all('received')).to.have.lengthOf(1);
    first.close();
    await second.got('early\n');
  });

  it('lets a client that has ended its direction have its replies, and tells of a reset', async () => {
    const served = await Served.start();
    const client = await TcpClient.open(served.where);
    client.send('a\n');
    client.end();
    await client.got('a\n');
    expect(await client.ended()).to.equal('end');
    const other = await TcpClient.open(served.where);
    await other.echoes('b');
    other.reset();
    const closed = await served.told('closed', 2);
    expect(closed.map(({ reason }) => reason)).to.deep.equal(['peer', 'reset']);
  });
}

describe('the shared read buffer', () => {
  afterEach(stopServed);

  describe('on this Node', () => {
    it('makes the sockets of accepted connections itself: Node has not changed', async () => {
      const server = await listening();
      const sockets: Socket[] = [];
      const chunks: string[] = [];
      let emitted = 0;
      server.on('connection', () => emitted++);
      const received = new Promise<void>((resolve) => {
        readShared(server, (open) => {
          const socket = open((chunk) => {
            chunks.push(Buffer.from(chunk).toString());
            resolve();
          });
          sockets.push(socket);
          socket.resume();
        });
      });
      const client = await TcpClient.open({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
      client.send('hello');
      await received;
      expect({ chunks, emitted }).to.deep.equal({ chunks: ['hello'], emitted: 0 });
      for (const socket of sockets) socket.destroy();
      server.close();
    });

    itReads(true);
  });

  describe('on a Node without what it needs', () => {
    let prototype: { useUserBuffer?: unknown };
    before(async () => {
      prototype = await handlePrototype();
      Object.defineProperty(prototype, 'useUserBuffer', { value: undefined, configurable: true });
    });
    after(() => {
      delete prototype.useUserBuffer;
    });

    itReads(false);
  });
});
