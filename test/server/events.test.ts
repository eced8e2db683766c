import { expect } from 'chai';
import { handlerOf, serveInMemory, settled, stopServed } from '../support/lab-server.js';

describe('the events of a server', () => {
  afterEach(stopServed);

  it('are these, in this order, for a simple exchange', async () => {
    const { served, connect } = await serveInMemory();
    const { link } = connect();
    link.write(Buffer.from('one\ntw'));
    await settled();
    link.write(Buffer.from('o\n'));
    link.end();
    await settled();
    await served.server.stop();
    const session = 1;
    const peer = { host: 'memory', port: 1 };
    const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
    expect(served.events.map((event) => plain(event))).to.deep.equal([
      { type: 'listening', address: { host: 'memory', port: 0 } },
      { type: 'opened', session, peer, active: 1 },
      { type: 'received', session, bytes: bytes('one\ntw') },
      { type: 'message', session, payload: bytes('one') },
      { type: 'reply', session, payload: bytes('one') },
      { type: 'sent', session, bytes: bytes('one\n') },
      { type: 'received', session, bytes: bytes('o\n') },
      { type: 'message', session, payload: bytes('two') },
      { type: 'reply', session, payload: bytes('two') },
      { type: 'sent', session, bytes: bytes('two\n') },
      { type: 'closed', session, peer, reason: 'peer', active: 0, messages: 2, bytes: 8 },
      { type: 'stopping', active: 0 },
      { type: 'stopped' },
    ]);
  });

  it('are not made while nobody listens', async () => {
    const { served, connect } = await serveInMemory();
    const { events } = served.server;
    let emitted = 0;
    const emit = events.emit.bind(events);
    events.emit = (event) => {
      emitted++;
      emit(event);
    };
    events.observed = false;
    const { link, got } = connect();
    link.write(Buffer.from('one\n'));
    link.end();
    await settled();
    expect(got).to.deep.equal(['one\n', '<end>']);
    expect(emitted).to.equal(0);
  });

  it('reach the other listeners when one ends its subscription while it is told', async () => {
    const { served, connect } = await serveInMemory();
    const told: string[] = [];
    const end = served.server.events.subscribe(({ type }) => {
      told.push(`first ${type}`);
      end();
    });
    served.server.events.subscribe(({ type }) => {
      told.push(`second ${type}`);
    });
    connect().link.write(Buffer.from('one\n'));
    await settled();
    expect(told).to.deep.equal([
      'first opened',
      'second opened',
      'second received',
      'second message',
      'second reply',
      'second sent',
    ]);
  });

  it('have bytes that may be kept', async () => {
    const { served, connect } = await serveInMemory();
    const { link } = connect();
    for (let i = 0; i < 300; i++) {
      link.write(Buffer.from(`${String(i)}\n`));
      await settled();
    }
    expect(served.all('sent').map((event) => Buffer.from(event.bytes).toString())).to.deep.equal(
      Array.from({ length: 300 }, (_, i) => `${String(i)}\n`),
    );
  });

  it('tell of a listener that comes late what is known then', async () => {
    const { served, connect } = await serveInMemory();
    served.server.events.observed = false;
    const { link } = connect();
    await settled();
    served.server.events.observed = true;
    link.write(Buffer.from('one\n'));
    link.end();
    await settled();
    expect(served.all('closed')).to.deep.equal([
      {
        type: 'closed',
        session: 1,
        peer: { host: 'memory', port: 1 },
        reason: 'peer',
        active: 0,
        messages: 1,
        bytes: 4,
      },
    ]);
  });

  it('give each session a number that no other has had', async () => {
    const { served, connect } = await serveInMemory({
      handler: handlerOf((peer) => ({
        receive: () => {
          peer.close();
        },
      })),
    });
    for (let i = 0; i < 5; i++) connect().link.write(Buffer.from('x\n'));
    await settled();
    connect();
    expect(served.all('opened').map(({ session }) => session)).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });
});

/** Bytes of any kind as the same kind. */
function plain(event: object): object {
  return Object.fromEntries(
    Object.entries(event).map(([key, value]: [string, unknown]) => [
      key,
      value instanceof Uint8Array ? new Uint8Array(value) : value,
    ]),
  );
}
