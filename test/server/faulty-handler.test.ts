import { expect } from 'chai';
import type { Conversation, Peer } from '../../src/core/handler.js';
import { handlerOf, serveInMemory, settled, stopServed } from '../support/lab-server.js';

const FAULT = new Error('a fault of the handler');

type Place = 'connect' | 'receive' | 'end' | 'closed';

/** Fails in one place for the first client, and serves all others. */
function failing(place: Place, failure: unknown) {
  let connected = 0;
  const fail = (): never => {
    throw failure;
  };
  return handlerOf((peer: Peer): Conversation => {
    if (++connected > 1)
      return {
        receive: (message) => {
          peer.send(message);
        },
      };
    if (place === 'connect') fail();
    return {
      receive: (message) => {
        if (place === 'receive') fail();
        peer.send(message);
      },
      end: () => {
        if (place === 'end') fail();
        peer.close();
      },
      closed: () => {
        if (place === 'closed') fail();
      },
    };
  });
}

describe('a handler that throws', () => {
  afterEach(stopServed);

  for (const place of ['connect', 'receive', 'end', 'closed'] as const) {
    for (const [what, failure] of [
      ['an Error', FAULT],
      ['something else', 'a text'],
      ['nothing', undefined],
    ] as const) {
      it(`${what} in ${place} ends its own session with an event, and nothing else`, async () => {
        const { served, connect } = await serveInMemory({ handler: failing(place, failure) });
        const [bad, good] = [connect(), connect()];
        bad.link.write(Buffer.from('one\n'));
        bad.link.end();
        good.link.write(Buffer.from('one\n'));
        await settled();
        good.link.write(Buffer.from('two\n'));
        await settled();
        expect(good.got.join('')).to.equal('one\ntwo\n');
        expect(bad.got.at(-1)).to.equal('<end>');
        expect(served.all('failed')).to.deep.equal([
          { type: 'failed', session: 1, reason: 'handler-error', error: failure },
        ]);
        expect(served.all('closed').map(({ session }) => session)).to.deep.equal([1]);
        // In `closed` it was over already, for the reason that `closed` was called with.
        expect(served.all('closed')[0]?.reason).to.equal(place === 'closed' ? 'handler' : 'handler-error');
        expect(served.server.active).to.equal(1);
      });
    }
  }

  it('sends out what it had sent before', async () => {
    const handler = handlerOf((peer) => ({
      receive: (message) => {
        peer.send(message);
        throw FAULT;
      },
    }));
    const { connect } = await serveInMemory({ handler });
    const { link, got } = connect();
    link.write(Buffer.from('one\ntwo\n'));
    await settled();
    expect(got).to.deep.equal(['one\n', '<end>']);
  });

  it('in every one of many connections leaves nothing behind', async () => {
    const { served, connect } = await serveInMemory({
      handler: handlerOf(() => {
        throw FAULT;
      }),
    });
    for (let i = 0; i < 100; i++) connect().link.end();
    await settled();
    expect(served.server.active).to.equal(0);
    expect(served.all('failed')).to.have.lengthOf(100);
  });

  it('by a reply that its framing cannot carry ends its session, and the message says so', async () => {
    const handler = handlerOf((peer) => ({
      receive: () => {
        peer.send(Buffer.from('a\nb'));
      },
    }));
    const { served, connect } = await serveInMemory({ handler });
    const { link, got } = connect();
    link.write(Buffer.from('x\n'));
    await settled();
    expect(got).to.deep.equal(['<end>']);
    expect(served.all('failed')[0]?.reason).to.equal('handler-error');
  });
});
