import { expect } from 'chai';
import { bytes, text } from '../../src/core/codec.js';
import type { Peer } from '../../src/core/handler.js';
import { Session } from '../../src/core/session.js';
import datagram from '../../src/framings/datagram.js';
import { echo, SessionBench, utf8, WireLog } from '../support/session-bench.js';

describe('Session', () => {
  it('answers everything that one chunk brought with one write', () => {
    const wire = new WireLog();
    const session = new SessionBench(echo, text).session(wire);
    session.receive(utf8('a\nb\nc'));
    session.receive(utf8('d\n'));
    expect(wire.entries).to.deep.equal(['a\nb\n', 'cd\n']);
    expect(session.unfinished).to.equal(false);
  });

  it('keeps the messages that have come while it is held, and answers them in their order when it goes on', () => {
    const wire = new WireLog();
    const session = new SessionBench(
      (peer) => ({
        receive: (message) => {
          peer.send(message);
          if (message === 'b') session.hold();
        },
      }),
      text,
    ).session(wire);
    session.receive(utf8('a\nb\nc\nd\n'));
    expect(wire.entries).to.deep.equal(['a\nb\n']);
    session.receive(utf8('e\n'));
    expect(wire.entries).to.deep.equal(['a\nb\n']);
    session.resume();
    session.resume();
    expect(wire.entries).to.deep.equal(['a\nb\n', 'c\nd\ne\n']);
  });

  it('handles only so many messages in one turn, and the others in the next ones', () => {
    const wire = new WireLog();
    const session = new SessionBench(echo, text).session(wire, 1, 3);
    session.receive(utf8('a\nb\nc\nd\ne\nf\ng'));
    for (const [entries, held] of [
      [1, true],
      [2, true],
      [2, false],
    ] as const) {
      expect([wire.entries.length, session.held]).to.deep.equal([entries, held]);
      session.resume();
    }
    session.receive(utf8('\n'));
    expect(wire.entries).to.deep.equal(['a\nb\nc\n', 'd\ne\nf\n', 'g\n']);
  });

  it('answers nothing when it goes on after its end', () => {
    const wire = new WireLog();
    const session = new SessionBench(echo, text).session(wire);
    session.hold();
    session.receive(utf8('a\n'));
    session.finish('idle');
    session.resume();
    expect(wire.entries).to.deep.equal(['<end>']);
  });

  it('writes nothing where there is no answer', () => {
    const wire = new WireLog();
    new SessionBench(() => ({ receive: () => undefined }), text).session(wire).receive(utf8('a\nb\n'));
    expect(wire.entries).to.deep.equal([]);
  });

  it('writes what is sent outside of a chunk at once', () => {
    const wire = new WireLog();
    const session = new SessionBench(echo, text).session(wire);
    session.send('a');
    session.send('b');
    expect(wire.entries).to.deep.equal(['a\n', 'b\n']);
  });

  it('writes a greeting before anything is received', () => {
    const wire = new WireLog();
    new SessionBench((peer) => {
      peer.send('hello');
      return echo(peer);
    }, text).session(wire);
    expect(wire.entries).to.deep.equal(['hello\n']);
  });

  it('writes a datagram for each answer, empty ones included', () => {
    const wire = new WireLog(true);
    const session = new SessionBench(
      (peer) => ({
        receive: (message) => {
          peer.send(message);
          peer.send(message);
        },
      }),
      text,
      datagram(),
    ).session(wire);
    session.receive(utf8('a'));
    session.receive(utf8(''));
    expect(wire.entries).to.deep.equal(['a', 'a', '', '']);
  });

  it('knows whether a message has begun and not come whole', () => {
    const session = new SessionBench(echo, text).session(new WireLog());
    expect(session.unfinished).to.equal(false);
    session.receive(utf8('a\nb'));
    expect(session.unfinished).to.equal(true);
  });

  describe('with others', () => {
    it('sends to them at once and keeps the order of everybody', () => {
      const peers: Peer<string>[] = [];
      const bench = new SessionBench((peer) => {
        peers.push(peer);
        return {
          receive: (message) => {
            for (const other of peers) other.send(`${String(peer.id)}: ${message}`);
          },
        };
      }, text);
      const wires = [new WireLog(), new WireLog(), new WireLog()];
      const [first, second] = wires.map((wire, i) => bench.session(wire, i + 1));
      first?.receive(utf8('a\nb\n'));
      second?.receive(utf8('c\n'));
      for (const wire of wires) expect(wire.entries.join('')).to.equal('1: a\n1: b\n2: c\n');
    });

    it('a peer lost in the middle of an answer to all does not harm the rest', () => {
      const peers = new Set<Peer<string>>();
      const bench = new SessionBench((peer) => {
        peers.add(peer);
        return {
          receive: (message) => {
            for (const other of peers) other.send(message);
          },
          closed: () => {
            peers.delete(peer);
            for (const other of peers) other.send(`${String(peer.id)} left`);
          },
        };
      }, text);
      const wires = [new WireLog(), new WireLog(), new WireLog()] as const;
      const sessions = wires.map((wire, i) => bench.session(wire, i + 1));
      wires[1].onWrite = () => {
        sessions[1]?.lost('slow-reader');
      };
      sessions[0]?.receive(utf8('a\nb\n'));
      expect(wires[0].entries.join('').split('\n').sort()).to.deep.equal(['', '2 left', 'a', 'b']);
      expect(wires[2].entries.join('').split('\n').sort()).to.deep.equal(['', '2 left', 'a', 'b']);
      expect(wires[1].entries).to.deep.equal(['a\n']);
      expect(bench.failures).to.deep.equal([]);
    });
  });

  it('tells what happens, in order, with bytes that may be kept', () => {
    const bench = new SessionBench(echo, text);
    const told: string[] = [];
    const kept: { readonly bytes: Uint8Array; readonly text: string }[] = [];
    bench.events.subscribe((event) => {
      const payload = 'payload' in event ? event.payload : new Uint8Array(0);
      const data = 'bytes' in event ? event.bytes : payload;
      kept.push({ bytes: data, text: Buffer.from(data).toString() });
      told.push(`${event.type} ${Buffer.from(data).toString()}`);
    });
    const session = bench.session(new WireLog());
    session.receive(utf8('a\nb\n'));
    session.receive(utf8('c\nd\ne\n'));
    session.receive(utf8('rest'));
    session.end();
    expect(told).to.deep.equal([
      'received a\nb\n',
      'message a',
      'reply a',
      'message b',
      'reply b',
      'sent a\nb\n',
      'received c\nd\ne\n',
      'message c',
      'reply c',
      'message d',
      'reply d',
      'message e',
      'reply e',
      'sent c\nd\ne\n',
      'received rest',
      'failed ',
    ]);
    for (const { bytes: data, text: then } of kept) expect(Buffer.from(data).toString()).to.equal(then);
  });

  it('hands over messages that may be kept', () => {
    const kept: Uint8Array[] = [];
    const bench = new SessionBench<Uint8Array>(
      () => ({
        receive: (message) => {
          kept.push(message);
        },
      }),
      bytes,
    );
    const session = bench.session(new WireLog());
    for (const chunk of ['a', 'b', 'c\nd', 'e\nf\ng', 'h\n']) session.receive(utf8(chunk));
    expect(kept.map((message) => Buffer.from(message).toString())).to.deep.equal(['abc', 'de', 'f', 'gh']);
  });

  it('tells its server once that it is over', () => {
    const over: number[] = [];
    const bench = new SessionBench((peer) => {
      if (peer.id === 1) peer.close();
      return echo(peer);
    }, text);
    const service = {
      handler: bench.handler,
      framing: bench.framing,
      maxFrame: 20,
      replies: bench.replies,
      events: bench.events,
    };
    for (const id of [1, 2]) {
      const session = new Session(
        id,
        {
          ...service,
          over: (ended) => {
            over.push(ended);
          },
        },
        new WireLog(),
      );
      session.end();
    }
    expect(over).to.deep.equal([1, 2]);
  });
});
