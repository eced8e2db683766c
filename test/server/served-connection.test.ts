import { expect } from 'chai';
import { bytes } from '../../src/core/codec.js';
import { EventStream } from '../../src/core/event-stream.js';
import type { Framing } from '../../src/core/framing.js';
import { ReplyBuffer } from '../../src/core/reply-buffer.js';
import { Session } from '../../src/core/session.js';
import datagram from '../../src/framings/datagram.js';
import line from '../../src/framings/line.js';
import raw from '../../src/framings/raw.js';
import { ServedConnection } from '../../src/server/served-connection.js';

const IDLE = 1000;
const FRAME = 500;

/** A connection of which the test says how much waits for its peer, and a session on it. */
function connected(framing: Framing = line()) {
  const connection = {
    peer: { host: 'test', port: 0 },
    wire: { write: () => true, end: () => undefined },
    unsent: 0,
    destroyed: false,
    start: () => undefined,
    destroy: () => {
      connection.destroyed = true;
    },
  };
  const handler = {
    name: 'test',
    summary: 'a test',
    examples: [],
    codec: bytes,
    connect: () => ({ receive: () => undefined }),
  };
  const session = new Session(
    1,
    { framing, handler, maxFrame: 1000, replies: new ReplyBuffer(), events: new EventStream() },
    connection.wire,
  );
  const served = new ServedConnection(connection, session, undefined);
  /** So many checks, 100 ms apart, each after `between`. */
  const pass = (checks: number, between: () => void = () => undefined): void => {
    for (let i = 0; i < checks; i++) {
      between();
      served.check(100, IDLE, FRAME);
    }
  };
  const receive = (text: string): void => {
    session.receive(Buffer.from(text));
  };
  return { connection, session, pass, receive };
}

describe('ServedConnection', () => {
  it('ends a session after the idle time, and not before', () => {
    const { session, pass } = connected();
    pass(9);
    expect(session.state).to.equal('open');
    pass(1);
    expect(session.reason).to.equal('idle');
  });

  for (const [what, framing, text] of [
    ['byte', raw(), 'x'],
    ['empty datagram', datagram(), ''],
  ] as const) {
    it(`counts the idle time from the last ${what} that came`, () => {
      const { session, pass, receive } = connected(framing);
      pass(4, () => {
        receive(text);
      });
      pass(5);
      pass(4, () => {
        receive(text);
      });
      pass(4);
      expect(session.state).to.equal('open');
    });
  }

  it('begins the idle time anew with each message', () => {
    const { session, pass, receive } = connected();
    pass(40, () => {
      receive('x\n');
    });
    pass(9);
    expect(session.state).to.equal('open');
    pass(1);
    expect(session.reason).to.equal('idle');
  });

  it('ends a session when a message is not whole in time, however often a byte comes', () => {
    const { session, pass, receive } = connected();
    pass(4, () => {
      receive('x');
    });
    receive('\n');
    pass(5, () => {
      receive('x');
    }); // the first of them sees that there was a whole message since the last
    expect(session.state).to.equal('open');
    pass(1, () => {
      receive('x');
    });
    expect(session.reason).to.equal('slow-frame');
  });

  it('does not blame a peer for the rest of a message while it takes what it was sent, as it may not be read meanwhile', () => {
    const { connection, session, pass, receive } = connected();
    connection.unsent = 100_000;
    receive('x');
    pass(50, () => {
      connection.unsent -= 1000;
    });
    expect(session.state).to.equal('open');
  });

  it('says of a peer that takes nothing that it does not read', () => {
    const { connection, session, pass } = connected();
    connection.unsent = 100_000;
    pass(11);
    expect(session.reason).to.equal('slow-reader');
  });

  it('destroys a connection that is over when its peer does nothing for two seconds', () => {
    const { connection, session, pass } = connected();
    session.finish('handler');
    pass(19);
    expect(connection.destroyed).to.equal(false);
    pass(1);
    expect(connection.destroyed).to.equal(true);
  });

  it('waits as long as a slow peer takes what it was sent last, and no longer', () => {
    const { connection, session, pass } = connected();
    connection.unsent = 1_000_000;
    session.finish('handler');
    pass(100, () => {
      connection.unsent -= 10_000;
    });
    expect(connection.destroyed).to.equal(false);
    pass(20);
    expect(connection.destroyed).to.equal(true);
  });
});
