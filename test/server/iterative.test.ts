import { expect } from 'chai';
import { handlerOf, Served, serveInMemory, settled, stopServed } from '../support/lab-server.js';
import { TcpClient } from '../support/tcp-client.js';

const iterative = { mode: 'iterative' } as const;

describe('a server of one client at a time', () => {
  afterEach(stopServed);

  it('serves clients in the order in which they came, each when the one before has ended', async () => {
    const { served, connect } = await serveInMemory(iterative);
    const clients = [connect(), connect(), connect()];
    for (const [i, { link }] of clients.entries()) link.write(Buffer.from(`${String(i)}\n`));
    const got: string[][] = [];
    for (const { link } of clients) {
      await settled();
      got.push(clients.map((client) => client.got.join('')));
      link.end();
    }
    await settled();
    expect(got).to.deep.equal([
      ['0\n', '', ''],
      ['0\n<end>', '1\n', ''],
      ['0\n<end>', '1\n<end>', '2\n'],
    ]);
    expect(served.all('opened').map(({ active }) => active)).to.deep.equal([1, 1, 1]);
    expect(served.all('waiting').map(({ waiting }) => waiting)).to.deep.equal([1, 2]);
  });

  it('refuses with a reset those for whom no place is left to wait', async () => {
    const served = await Served.start({ ...iterative, backlog: 2 });
    const first = await TcpClient.open(served.where);
    await served.told('opened');
    const waiting = [await TcpClient.open(served.where), await TcpClient.open(served.where)];
    await served.told('waiting', 2);
    const refused = await TcpClient.open(served.where);
    expect(await refused.ended()).to.equal('reset');
    expect((await served.told('refused'))[0]).to.include({ limit: '2 waiting' });
    await first.echoes('one');
    first.close();
    await waiting[0]?.echoes('two');
    const next = await TcpClient.open(served.where); // a place is free again
    waiting[0]?.close();
    await waiting[1]?.echoes('three');
    waiting[1]?.close();
    await next.echoes('four');
  });

  it('lets nobody wait with a backlog of 0', async () => {
    const { served, connect } = await serveInMemory({ ...iterative, backlog: 0 });
    const first = connect();
    const second = connect();
    await settled();
    expect(second.got).to.deep.equal(['<reset>']);
    first.link.end();
    await settled();
    const third = connect();
    third.link.write(Buffer.from('third\n'));
    await settled();
    expect(third.got).to.deep.equal(['third\n']);
    expect(served.all('refused')).to.have.lengthOf(1);
  });

  it('gets past a client that left while it waited, whether it ended or broke its connection', async () => {
    for (const leave of ['end', 'reset', 'close'] as const) {
      const served = await Served.start(iterative);
      const first = await TcpClient.open(served.where);
      await served.told('opened');
      const leaver = await TcpClient.open(served.where);
      await served.told('waiting');
      leaver[leave]();
      const last = await TcpClient.open(served.where);
      await served.told('waiting', 2);
      first.close();
      await last.echoes('hello');
      expect(
        served.all('closed').map(({ session }) => session),
        leave,
      ).to.include.members([1, 2]);
      expect(served.server.active, leave).to.be.lessThan(3);
    }
  });

  it('answers a client that said all it had to say, and ended, while it waited', async () => {
    const served = await Served.start(iterative);
    const first = await TcpClient.open(served.where);
    await served.told('opened');
    const patient = await TcpClient.open(served.where);
    patient.send('said early\n');
    patient.end();
    await served.told('waiting');
    first.close();
    await patient.got('said early\n');
    expect(await patient.ended()).to.equal('end');
  });

  it('serves the next at once when its side of the first is over, though the first does not close', async () => {
    const served = await Served.start({ ...iterative, handler: 'ack' });
    const first = await TcpClient.open(served.where); // half-open: it does not end its direction when the server does
    await served.told('opened');
    const second = await TcpClient.open(served.where);
    second.send('hello\n');
    first.send('exit\n');
    await second.got('Message received\n');
    expect(served.all('closed')).to.deep.equal([]);
    expect(served.server.active).to.equal(2);
  });

  it('goes on to the next when a handler fails as a client connects', async () => {
    let connected = 0;
    const handler = handlerOf((peer) => {
      if (++connected === 2) throw new Error('not you');
      return {
        receive: (message) => {
          peer.send(message);
        },
      };
    });
    const { served, connect } = await serveInMemory({ ...iterative, handler });
    const [first, second, third] = [connect(), connect(), connect()];
    third.link.write(Buffer.from('third\n'));
    first.link.end();
    await settled();
    await settled();
    expect(second.got).to.deep.equal(['<end>']);
    expect(third.got).to.deep.equal(['third\n']);
    expect(served.all('failed')).to.have.lengthOf(1);
  });

  it('refuses those who wait when it stops', async () => {
    const served = await Served.start(iterative);
    const first = await TcpClient.open(served.where);
    await first.echoes('one');
    const waiting = await TcpClient.open(served.where);
    await served.told('waiting');
    const stopped = served.server.stop();
    expect(await waiting.ended()).to.equal('reset');
    await first.echoes('two');
    first.close();
    await stopped;
  });

  it('ends an idle client, so that it cannot keep the others waiting for ever', async () => {
    const served = await Served.start({ ...iterative, idleTimeout: 50 });
    const silent = await TcpClient.open(served.where);
    await served.told('opened');
    const second = await TcpClient.open(served.where);
    await second.echoes('hello');
    expect(await silent.ended()).to.equal('end');
  });
});
