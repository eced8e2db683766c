import { expect } from 'chai';
import { handlerOf, Served, serveInMemory, settled, stopServed } from '../support/lab-server.js';
import { TcpClient } from '../support/tcp-client.js';

describe('the limits of a server', () => {
  afterEach(stopServed);

  it('ends a connection on which nothing comes, and says why', async () => {
    const served = await Served.start({ idleTimeout: 50 });
    const client = await TcpClient.open(served.where);
    expect(await client.ended()).to.equal('end');
    client.close();
    const [closed] = await served.told('closed');
    expect(closed?.reason).to.equal('idle');
  });

  it('ends a connection whose message does not come whole, though bytes trickle in', async () => {
    const served = await Served.start({ idleTimeout: 10_000, frameTimeout: 100 });
    const loris = await TcpClient.open(served.where);
    loris.send('whole\n');
    await loris.got('whole\n');
    const trickle = setInterval(() => {
      loris.send('x');
    }, 5);
    try {
      expect(await loris.ended()).to.equal('end');
    } finally {
      clearInterval(trickle);
    }
    loris.close();
    const [closed] = await served.told('closed');
    expect(closed).to.include({ reason: 'slow-frame', messages: 1 });
  });

  it('has no timeouts where they are switched off', async () => {
    const { served, connect } = await serveInMemory({ idleTimeout: 0, frameTimeout: 0 });
    const { link, got } = connect();
    await served.told('opened');
    link.write(Buffer.from('hal'));
    await settled();
    link.write(Buffer.from('f\n'));
    await settled();
    expect(got).to.deep.equal(['half\n']);
  });

  it('ends a peer that takes nothing of what waits for it as one that does not read', async () => {
    const served = await Served.start({
      idleTimeout: 100,
      maxFrame: 16 * 1024 * 1024,
      handler: handlerOf((peer) => ({
        receive: () => {
          peer.send(Buffer.alloc(16 * 1024 * 1024));
        },
      })),
    });
    const client = await TcpClient.open(served.where);
    client.socket.pause();
    client.send('a\n');
    const [closed] = await served.told('closed');
    expect(closed?.reason).to.equal('slow-reader');
  });

  it('takes in no more connections than its limit, and others once there is room', async () => {
    const served = await Served.start({ maxConnections: 2 });
    const [first, second] = [await TcpClient.open(served.where), await TcpClient.open(served.where)];
    await served.told('opened', 2);
    const third = await TcpClient.open(served.where);
    expect(await third.ended()).to.equal('reset');
    expect((await served.told('refused'))[0]).to.include({ limit: '2 connections' });
    await first.echoes('one');
    await second.echoes('two');
    first.close();
    await served.told('closed');
    await (await TcpClient.open(served.where)).echoes('four');
  });

  it('lets go of a peer that never closes, some time after it has ended the connection itself', async () => {
    const served = await Served.start({ handler: 'ack' });
    const client = await TcpClient.open(served.where); // half-open: it does not end its direction when the server does
    client.send('exit\n');
    expect(await client.ended()).to.equal('end');
    expect(client.text).to.equal('Message received\n');
    const [closed] = await served.told('closed');
    expect(closed).to.include({ reason: 'handler', active: 0 });
  });

  it('lets go of a peer that goes on sending after the end', async () => {
    const served = await Served.start({ handler: 'ack' });
    const client = await TcpClient.open(served.where);
    client.send('exit\n');
    await client.ended();
    const sending = setInterval(() => {
      if (client.socket.writable) client.send('more\n');
    }, 5);
    const [closed] = await served.told('closed');
    clearInterval(sending);
    expect(closed).to.include({ reason: 'handler', messages: 1 });
  });

  it('refuses a frame that claims four gigabytes before any of it has come', async () => {
    const served = await Served.start({ framing: 'length32' });
    const client = await TcpClient.open(served.where);
    client.send(Uint8Array.of(0xff, 0xff, 0xff, 0xff));
    expect(await client.ended()).to.equal('end');
    const [failed] = await served.told('failed');
    expect(failed?.reason).to.equal('protocol-error');
    expect(String(failed?.error)).to.match(/4294967295/);
  });
});
