import { once } from 'node:events';
import { expect } from 'chai';
import { payloadBytes } from '../../src/core/exchange.js';
import type { LinkReceiver } from '../../src/transport/link.js';
import { UdpAcceptor } from '../../src/transport/udp-acceptor.js';
import { closeUdp, udpAcceptor, udpSocket } from '../support/udp-peers.js';

describe('an acceptor of UDP clients', () => {
  afterEach(closeUdp);

  const nobody: LinkReceiver = { receive: () => undefined, end: () => undefined, lost: () => undefined };

  it('tells clients apart by their address, and keeps what each has sent until somebody takes it', async () => {
    const { acceptor, port } = await udpAcceptor();
    const [ann, bob] = [await udpSocket(), await udpSocket()];
    const came: string[] = [];
    const all = new Promise<void>((resolve) => {
      const receiver = (name: string): LinkReceiver => ({
        ...nobody,
        receive: (bytes) => {
          if (came.push(`${name}: ${Buffer.from(bytes).toString()}`) === 4) resolve();
        },
      });
      void (async () => {
        ann.send('a1', port, '127.0.0.1');
        const first = await acceptor.next(receiver('ann'));
        expect(first.peer.port).to.equal(ann.address().port);
        ann.send('', port, '127.0.0.1');
        bob.send('b1', port, '127.0.0.1');
        bob.send('b2', port, '127.0.0.1');
        const second = await acceptor.next(receiver('bob'));
        expect(second.peer.port).to.equal(bob.address().port);
      })();
    });
    await all;
    expect(came.filter((text) => text.startsWith('ann'))).to.deep.equal(['ann: a1', 'ann: ']);
    expect(came.filter((text) => text.startsWith('bob'))).to.deep.equal(['bob: b1', 'bob: b2']);
    expect(acceptor.accepted).to.equal(2);
  });

  it('takes a client that it has forgotten for a new one', async () => {
    const { acceptor, port } = await udpAcceptor();
    const ann = await udpSocket();
    ann.send('a1', port, '127.0.0.1');
    const first = await acceptor.next(nobody);
    first.close();
    first.close();
    ann.send('a2', port, '127.0.0.1');
    const again = await new Promise<string>((resolve) => {
      void acceptor.next({
        ...nobody,
        receive: (bytes) => {
          resolve(Buffer.from(bytes).toString());
        },
      });
    });
    expect(again).to.equal('a2');
    expect(acceptor.accepted).to.equal(2);
    const error: unknown = await first.write(payloadBytes('x')).catch((reason: unknown) => reason);
    expect(error).to.include({ kind: 'stopped' });
  });

  it('answers from where the client has sent to', async () => {
    const { acceptor, port } = await udpAcceptor();
    const ann = await udpSocket();
    ann.connect(port, '127.0.0.1');
    await once(ann, 'connect');
    ann.send('hello');
    const link = await acceptor.next(nobody);
    const reply = once(ann, 'message');
    await link.write(payloadBytes(''));
    expect(((await reply)[0] as Uint8Array).length).to.equal(0);
  });

  it('gives up waiting when it is told to', async () => {
    const { acceptor } = await udpAcceptor();
    const stop = new AbortController();
    const waiting = acceptor.next(nobody, stop.signal).catch((reason: unknown) => reason);
    stop.abort();
    expect(await waiting).to.include({ kind: 'stopped' });
  });

  it('leaves out places that are taken', async () => {
    const taken = await udpSocket();
    const acceptor = await UdpAcceptor.listen([{ host: '127.0.0.1', port: taken.address().port }]);
    expect(acceptor.accepted).to.equal(0);
    acceptor.close();
  });
});
