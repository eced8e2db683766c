import { expect } from 'chai';
import { createServer } from 'node:net';
import { handlerOf, Served, stopServed } from '../support/lab-server.js';
import { TcpClient } from '../support/tcp-client.js';

const MIB = 1024 * 1024;

describe('TCP', () => {
  afterEach(stopServed);

  it('sends to a client that has ended its direction, as long as its handler has something to say', async () => {
    let finish: (() => void) | undefined;
    const handler = handlerOf((peer) => ({
      receive: () => undefined,
      end: () => {
        finish = () => {
          peer.send(Buffer.from('late'));
          peer.close();
        };
        peer.send(Buffer.from('ended'));
      },
    }));
    const { where: endpoint } = await Served.start({ handler });
    const client = await TcpClient.open(endpoint);
    client.end();
    await client.got('ended\n');
    await new Promise((resolve) => setImmediate(resolve));
    finish?.();
    await client.got('ended\nlate\n');
    expect(await client.ended()).to.equal('end');
  });

  it('sends all replies to what came before the client ended its direction', async () => {
    const { where: endpoint } = await Served.start();
    const client = await TcpClient.open(endpoint);
    const line = Buffer.alloc(100_000, 'x');
    line[line.length - 1] = 10;
    client.socket.pause();
    for (let i = 0; i < 30; i++) client.send(line);
    client.end();
    client.socket.resume();
    await client.gotBytes(30 * line.length);
    expect(await client.ended()).to.equal('end');
  });

  it('does not read from a peer that does not read', async () => {
    const { where: endpoint, server } = await Served.start({ framing: 'raw' });
    const client = await TcpClient.open(endpoint);
    client.socket.pause();
    let received = 0;
    server.events.subscribe((event) => {
      if (event.type === 'received') received += event.bytes.length;
    });
    const portion = Buffer.alloc(MIB);
    let taken = 0;
    // It is over when the kernels' buffers are full and a probe on another connection has been answered several times since.
    const push = (): void => {
      client.socket.write(portion, () => {
        taken += portion.length;
        if (taken < 256 * MIB) push();
      });
    };
    push();
    const probe = await TcpClient.open(endpoint);
    for (let before = -1, quiet = 0, n = 0; quiet < 20; n++) {
      quiet = received === before ? quiet + 1 : 0;
      before = received;
      probe.send('?');
      await probe.gotBytes(n + 1);
      received -= 1;
    }
    expect(taken).to.be.lessThan(128 * MIB);
    client.socket.resume();
    await client.gotBytes(taken);
  });

  it('answers thousands of short messages with long replies as fast as they are read, however many one read brings', async () => {
    const reply = Buffer.alloc(2000, 'y');
    const { where: endpoint, events } = await Served.start({
      handler: handlerOf((peer) => ({
        receive: () => {
          peer.send(reply);
        },
      })),
      maxFrame: 2000,
    });
    const client = await TcpClient.open(endpoint);
    client.socket.pause();
    const count = 50_000;
    client.send('a\n'.repeat(count));
    client.end();
    // Not read until the server has got all that it takes in before somebody reads.
    const probe = await TcpClient.open(endpoint);
    probe.send('b\n');
    await probe.gotBytes(2001);
    client.socket.resume();
    await client.gotBytes(count * 2001);
    expect(await client.ended()).to.equal('end');
    expect(events.filter(({ type }) => type === 'failed')).to.deep.equal([]);
  });

  it('tells of a reset in the middle of a message', async () => {
    const served = await Served.start();
    const client = await TcpClient.open(served.where);
    client.send('whole\nhal');
    await served.told('message');
    client.reset();
    const [closed] = await served.told('closed');
    expect(closed).to.include({ reason: 'reset', messages: 1, active: 0 });
  });

  it('tells of an end in the middle of a message, after replying to those before', async () => {
    const served = await Served.start();
    const client = await TcpClient.open(served.where);
    client.send('whole\nhal');
    client.end();
    const [closed] = await served.told('closed');
    expect(closed).to.include({ reason: 'protocol-error', messages: 1 });
    expect(client.text).to.equal('whole\n');
  });

  it('survives clients that leave as soon as they have connected', async () => {
    const served = await Served.start();
    await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const client = new TcpClient(served.where);
        if (i % 3 === 0) client.close();
        await new Promise<void>((resolve) => {
          if (client.socket.destroyed) resolve();
          client.socket.once('connect', () => {
            if (i % 3 === 1) client.close();
            else client.reset();
            resolve();
          });
        });
      }),
    );
    const last = await TcpClient.open(served.where);
    await last.echoes('still here');
    last.close();
    await served.told('closed', served.all('opened').length);
    expect(served.server.active).to.equal(0);
  });

  it('drops a peer that is sent more than it reads, and lets it know with a reset', async () => {
    let flood: ((bytes: Uint8Array) => void) | undefined;
    const handler = handlerOf((peer) => {
      flood = (bytes) => {
        peer.send(bytes);
      };
      return { receive: () => undefined };
    });
    const served = await Served.start({ handler, framing: 'raw', maxFrame: 1000 });
    const client = await TcpClient.open(served.where);
    await served.told('opened');
    client.socket.pause();
    for (let i = 0; i < 100_000 && served.all('closed').length === 0 && served.server.active > 0; i++) {
      flood?.(Buffer.alloc(64 * 1024));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [closed] = await served.told('closed');
    expect(closed?.reason).to.equal('slow-reader');
    client.socket.resume();
    await client.ended();
  });

  for (const [listen, reach] of [
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['0.0.0.0', '127.0.0.1'],
    ['::', '::1'],
    ['::', '127.0.0.1'],
    ['localhost', 'localhost'],
  ] as const) {
    it(`listens on ${listen} and is reached on ${reach}`, async () => {
      const served = await Served.start({ host: listen });
      const client = await TcpClient.open({ host: reach, port: served.where.port });
      await client.echoes('hello');
      const [opened] = await served.told('opened');
      expect(opened?.peer.port).to.equal(client.socket.localPort);
    });
  }

  it("rejects with the system's error when the port is in use, and listens once it is free", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    const refusal = await Served.start({ port }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refusal).to.include({ code: 'EADDRINUSE' });
    await new Promise((resolve) => other.close(resolve));
    expect((await Served.start({ port })).where.port).to.equal(port);
  });

  it('takes its port again at once, though clients were connected', async () => {
    const first = await Served.start();
    const client = await TcpClient.open(first.where);
    await client.echoes('one');
    await first.server.stop(0);
    const second = await Served.start({ port: first.where.port });
    await (await TcpClient.open(second.where)).echoes('two');
  });
});
