import { expect } from 'chai';
import { bytes, text, type Codec } from '../../src/core/codec.js';
import { EventStream } from '../../src/core/event-stream.js';
import type { Framing } from '../../src/core/framing.js';
import type { CloseReason, Conversation, Handler, Peer } from '../../src/core/handler.js';
import { ReplyBuffer } from '../../src/core/reply-buffer.js';
import type { SessionEvent } from '../../src/core/session-event.js';
import { Session } from '../../src/core/session.js';
import type { Wire } from '../../src/core/wire.js';
import datagram from '../../src/framings/datagram.js';
import line from '../../src/framings/line.js';

/** What happened on a wire: the text of each write, and `<end>`. */
class Log implements Wire {
  readonly entries: string[] = [];
  onWrite: (() => void) | undefined;

  constructor(readonly datagrams = false) {}

  write(chunks: readonly Uint8Array[]): boolean {
    this.entries.push(chunks.map((chunk) => Buffer.from(chunk).toString()).join(''));
    this.onWrite?.();
    return true;
  }

  end(): void {
    this.entries.push('<end>');
  }
}

type Connect<T> = (peer: Peer<T>) => Conversation<T>;

/** A server with one handler, and what its events and its conversations' ends were. */
class Bench<T = string> {
  readonly events = new EventStream<SessionEvent>();
  readonly replies = new ReplyBuffer();
  readonly closed: CloseReason[] = [];
  readonly failures: SessionEvent[] = [];
  readonly handler: Handler<T>;

  constructor(connect: Connect<T>, codec: Codec<T>, readonly framing: Framing = line()) {
    this.handler = {
      name: 'test',
      summary: 'a test',
      examples: [],
      codec,
      connect: (peer) => ({ closed: (reason) => { this.closed.push(reason); }, ...connect(peer) }),
    };
    this.events.subscribe((event) => { if (event.type === 'failed') this.failures.push(event); });
  }

  session(wire: Wire, id = 1, turn = Infinity): Session<T, T> {
    return new Session(id, { turn, handler: this.handler, framing: this.framing, maxFrame: 20, replies: this.replies, events: this.events }, wire);
  }
}

function utf8(string: string): Uint8Array {
  return new TextEncoder().encode(string);
}

const echo: Connect<string> = (peer) => ({ receive: (message) => { peer.send(message); } });

describe('Session', () => {
  it('answers everything that one chunk brought with one write', () => {
    const wire = new Log();
    const session = new Bench(echo, text).session(wire);
    session.receive(utf8('a\nb\nc'));
    session.receive(utf8('d\n'));
    expect(wire.entries).to.deep.equal(['a\nb\n', 'cd\n']);
    expect(session.unfinished).to.equal(false);
  });

  it('keeps the messages that have come while it is held, and answers them in their order when it goes on', () => {
    const wire = new Log();
    const session = new Bench((peer) => ({
      receive: (message) => {
        peer.send(message);
        if (message === 'b') session.hold();
      },
    }), text).session(wire);
    session.receive(utf8('a\nb\nc\nd\n'));
    expect(wire.entries).to.deep.equal(['a\nb\n']);
    session.receive(utf8('e\n'));
    expect(wire.entries).to.deep.equal(['a\nb\n']);
    session.resume();
    session.resume();
    expect(wire.entries).to.deep.equal(['a\nb\n', 'c\nd\ne\n']);
  });

  it('handles only so many messages in one turn, and the others in the next ones', () => {
    const wire = new Log();
    const session = new Bench(echo, text).session(wire, 1, 3);
    session.receive(utf8('a\nb\nc\nd\ne\nf\ng'));
    for (const [entries, held] of [[1, true], [2, true], [2, false]] as const) {
      expect([wire.entries.length, session.held]).to.deep.equal([entries, held]);
      session.resume();
    }
    session.receive(utf8('\n'));
    expect(wire.entries).to.deep.equal(['a\nb\nc\n', 'd\ne\nf\n', 'g\n']);
  });

  it('answers nothing when it goes on after its end', () => {
    const wire = new Log();
    const session = new Bench(echo, text).session(wire);
    session.hold();
    session.receive(utf8('a\n'));
    session.finish('idle');
    session.resume();
    expect(wire.entries).to.deep.equal(['<end>']);
  });

  it('writes nothing where there is no answer', () => {
    const wire = new Log();
    new Bench(() => ({ receive: () => undefined }), text).session(wire).receive(utf8('a\nb\n'));
    expect(wire.entries).to.deep.equal([]);
  });

  it('writes what is sent outside of a chunk at once', () => {
    const wire = new Log();
    const session = new Bench(echo, text).session(wire);
    session.send('a');
    session.send('b');
    expect(wire.entries).to.deep.equal(['a\n', 'b\n']);
  });

  it('writes a greeting before anything is received', () => {
    const wire = new Log();
    new Bench((peer) => { peer.send('hello'); return echo(peer); }, text).session(wire);
    expect(wire.entries).to.deep.equal(['hello\n']);
  });

  it('writes a datagram for each answer, empty ones included', () => {
    const wire = new Log(true);
    const session = new Bench((peer) => ({ receive: (message) => { peer.send(message); peer.send(message); } }), text, datagram()).session(wire);
    session.receive(utf8('a'));
    session.receive(utf8(''));
    expect(wire.entries).to.deep.equal(['a', 'a', '', '']);
  });

  it('knows whether a message has begun and not come whole', () => {
    const session = new Bench(echo, text).session(new Log());
    expect(session.unfinished).to.equal(false);
    session.receive(utf8('a\nb'));
    expect(session.unfinished).to.equal(true);
  });

  describe('when the handler closes', () => {
    it('writes what was sent before, ends its direction, and drops what comes after', () => {
      const wire = new Log();
      const bench = new Bench((peer) => ({ receive: (message) => { peer.send(message); peer.close(); peer.send('late'); } }), text);
      const session = bench.session(wire);
      session.receive(utf8('a\nb\n'));
      session.receive(utf8('c\n'));
      session.end();
      session.close();
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect([session.state, session.reason, bench.closed]).to.deep.equal(['closed', 'handler', ['handler']]);
    });

    it('in connect, the conversation is told once', () => {
      const wire = new Log();
      const bench = new Bench((peer) => { peer.send('full'); peer.close(); return echo(peer); }, text);
      const session = bench.session(wire);
      session.receive(utf8('a\n'));
      expect(wire.entries).to.deep.equal(['full\n', '<end>']);
      expect([session.state, bench.closed]).to.deep.equal(['closed', ['handler']]);
    });
  });

  describe('when the peer ends its direction', () => {
    it('closes', () => {
      const wire = new Log();
      const bench = new Bench(echo, text);
      const session = bench.session(wire);
      session.receive(utf8('a\n'));
      session.end();
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect([session.state, session.reason, bench.closed]).to.deep.equal(['closed', 'peer', ['peer']]);
    });

    it('lets a handler that wants to go on do so until it closes', () => {
      const wire = new Log();
      const bench = new Bench((peer) => ({ ...echo(peer), end: () => { peer.send('bye'); } }), text);
      const session = bench.session(wire);
      session.end();
      expect([session.state, bench.closed]).to.deep.equal(['open', []]);
      session.send('more');
      session.close();
      expect(wire.entries).to.deep.equal(['bye\n', 'more\n', '<end>']);
      expect(bench.closed).to.deep.equal(['handler']);
    });

    it('inside a message, that breaks the protocol', () => {
      const wire = new Log();
      const bench = new Bench(echo, text);
      const session = bench.session(wire);
      session.receive(utf8('a\nbc'));
      session.end();
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect([session.state, bench.closed]).to.deep.equal(['failed', ['protocol-error']]);
      expect(bench.failures).to.have.lengthOf(1);
      expect(bench.failures[0]).to.have.property('error').that.deep.includes({ kind: 'truncated', offset: 4 });
    });
  });

  describe('when the peer breaks the protocol', () => {
    it('answers what came before, tells why, and ends', () => {
      const wire = new Log();
      const bench = new Bench(echo, text);
      const session = bench.session(wire);
      session.receive(utf8(`a\n${'x'.repeat(21)}\nb\n`));
      session.receive(utf8('c\n'));
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect([session.state, session.reason, bench.closed]).to.deep.equal(['failed', 'protocol-error', ['protocol-error']]);
      expect(bench.failures[0]).to.have.property('error').that.has.property('message', 'line of 21 bytes, limit is 20');
    });

    it('in one message only, and the codec has an answer, goes on', () => {
      const wire = new Log();
      const bench = new Bench(echo, text);
      const session = bench.session(wire);
      session.receive(Uint8Array.of(0x61, 0x0a, 0xff, 0x0a, 0x62, 0x0a));
      expect(wire.entries).to.deep.equal(['a\nerror: not UTF-8: byte ff at offset 0\nb\n']);
      expect([session.state, bench.failures]).to.deep.equal(['open', []]);
    });

    it('in one message, and the codec has no answer, ends', () => {
      const withoutAnswer: Codec<string> = { decode: (payload) => text.decode(payload), encode: (message) => text.encode(message) };
      const wire = new Log();
      const bench = new Bench(echo, withoutAnswer);
      bench.session(wire).receive(Uint8Array.of(0x61, 0x0a, 0xff, 0x0a));
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect(bench.closed).to.deep.equal(['protocol-error']);
    });
  });

  describe('when the handler throws', () => {
    const fault = new TypeError('a fault');

    it('in receive: answers what came before, blames the handler, and ends', () => {
      const wire = new Log();
      const bench = new Bench((peer) => ({ receive: (message) => { if (message === 'b') throw fault; peer.send(message); } }), text);
      const session = bench.session(wire);
      session.receive(utf8('a\nb\nc\n'));
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect([session.state, bench.closed]).to.deep.equal(['failed', ['handler-error']]);
      expect(bench.failures).to.deep.equal([{ type: 'failed', session: 1, reason: 'handler-error', error: fault }]);
    });

    it('in connect: ends', () => {
      const wire = new Log();
      const bench = new Bench(() => { throw fault; }, text);
      const session = bench.session(wire);
      session.receive(utf8('a\n'));
      session.end();
      expect(wire.entries).to.deep.equal(['<end>']);
      expect([session.state, session.reason]).to.deep.equal(['failed', 'handler-error']);
      expect(bench.failures).to.have.lengthOf(1);
    });

    it('in end: ends', () => {
      const wire = new Log();
      const bench = new Bench((peer) => ({ ...echo(peer), end: () => { throw fault; } }), text);
      bench.session(wire).end();
      expect(wire.entries).to.deep.equal(['<end>']);
      expect(bench.closed).to.deep.equal(['handler-error']);
    });

    it('in closed: tells it, and nothing else changes', () => {
      const wire = new Log();
      const bench = new Bench((peer) => ({ ...echo(peer), closed: () => { throw fault; } }), text);
      const session = bench.session(wire);
      session.end();
      expect([session.state, session.reason]).to.deep.equal(['closed', 'peer']);
      expect(bench.failures).to.deep.equal([{ type: 'failed', session: 1, reason: 'handler-error', error: fault }]);
    });

    it('after it has closed: tells it', () => {
      const bench = new Bench((peer) => ({ receive: () => { peer.close(); throw fault; } }), text);
      const session = bench.session(new Log());
      session.receive(utf8('a\n'));
      expect([session.state, session.reason, bench.closed]).to.deep.equal(['closed', 'handler', ['handler']]);
      expect(bench.failures).to.deep.equal([{ type: 'failed', session: 1, reason: 'handler-error', error: fault }]);
    });

    it('since the framing cannot carry its answer: writes nothing of it', () => {
      const [stream, datagrams] = [new Log(), new Log(true)];
      const bench = new Bench((peer) => ({ receive: () => { peer.send('a\nb'); } }), text);
      bench.session(stream).receive(utf8('x\n'));
      bench.session(datagrams).receive(utf8('x\n'));
      expect(stream.entries).to.deep.equal(['<end>']);
      expect(datagrams.entries).to.deep.equal(['<end>']);
      expect(bench.closed).to.deep.equal(['handler-error', 'handler-error']);
    });
  });

  describe('when the server ends it', () => {
    it('by finish: writes what was sent, and ends its direction', () => {
      const wire = new Log();
      const bench = new Bench(echo, text);
      const session = bench.session(wire);
      session.finish('idle');
      session.finish('shutdown');
      expect(wire.entries).to.deep.equal(['<end>']);
      expect([session.state, bench.closed]).to.deep.equal(['closed', ['idle']]);
    });

    it('by lost: touches the wire no more', () => {
      const wire = new Log();
      const bench = new Bench((peer) => ({ ...echo(peer), closed: () => { peer.send('late'); peer.close(); } }), text);
      const session = bench.session(wire);
      session.lost('reset');
      session.receive(utf8('a\n'));
      expect(wire.entries).to.deep.equal([]);
      expect([session.state, session.reason]).to.deep.equal(['failed', 'reset']);
    });

    it('by lost inside a write: answers no more', () => {
      const wire = new Log();
      const bench = new Bench(echo, text);
      const session = bench.session(wire);
      wire.onWrite = () => { session.lost('slow-reader'); };
      session.receive(utf8('a\n'));
      session.receive(utf8('b\n'));
      expect(wire.entries).to.deep.equal(['a\n']);
      expect(bench.closed).to.deep.equal(['slow-reader']);
    });
  });

  describe('with others', () => {
    it('sends to them at once and keeps the order of everybody', () => {
      const peers: Peer<string>[] = [];
      const bench = new Bench((peer) => {
        peers.push(peer);
        return { receive: (message) => { for (const other of peers) other.send(`${String(peer.id)}: ${message}`); } };
      }, text);
      const wires = [new Log(), new Log(), new Log()];
      const [first, second] = wires.map((wire, i) => bench.session(wire, i + 1));
      first?.receive(utf8('a\nb\n'));
      second?.receive(utf8('c\n'));
      for (const wire of wires) expect(wire.entries.join('')).to.equal('1: a\n1: b\n2: c\n');
    });

    it('a peer lost in the middle of an answer to all does not harm the rest', () => {
      const peers = new Set<Peer<string>>();
      const bench = new Bench((peer) => {
        peers.add(peer);
        return {
          receive: (message) => { for (const other of peers) other.send(message); },
          closed: () => {
            peers.delete(peer);
            for (const other of peers) other.send(`${String(peer.id)} left`);
          },
        };
      }, text);
      const wires = [new Log(), new Log(), new Log()] as const;
      const sessions = wires.map((wire, i) => bench.session(wire, i + 1));
      wires[1].onWrite = () => { sessions[1]?.lost('slow-reader'); };
      sessions[0]?.receive(utf8('a\nb\n'));
      expect(wires[0].entries.join('').split('\n').sort()).to.deep.equal(['', '2 left', 'a', 'b']);
      expect(wires[2].entries.join('').split('\n').sort()).to.deep.equal(['', '2 left', 'a', 'b']);
      expect(wires[1].entries).to.deep.equal(['a\n']);
      expect(bench.failures).to.deep.equal([]);
    });
  });

  it('tells what happens, in order, with bytes that may be kept', () => {
    const bench = new Bench(echo, text);
    const told: string[] = [];
    const kept: { readonly bytes: Uint8Array; readonly text: string }[] = [];
    bench.events.subscribe((event) => {
      const data = 'bytes' in event ? event.bytes : 'payload' in event ? event.payload : new Uint8Array(0);
      kept.push({ bytes: data, text: Buffer.from(data).toString() });
      told.push(`${event.type} ${Buffer.from(data).toString()}`);
    });
    const session = bench.session(new Log());
    session.receive(utf8('a\nb\n'));
    session.receive(utf8('c\nd\ne\n'));
    session.receive(utf8('rest'));
    session.end();
    expect(told).to.deep.equal([
      'received a\nb\n', 'message a', 'reply a', 'message b', 'reply b', 'sent a\nb\n',
      'received c\nd\ne\n', 'message c', 'reply c', 'message d', 'reply d', 'message e', 'reply e', 'sent c\nd\ne\n',
      'received rest', 'failed ',
    ]);
    for (const { bytes: data, text: then } of kept) expect(Buffer.from(data).toString()).to.equal(then);
  });

  it('hands over messages that may be kept', () => {
    const kept: Uint8Array[] = [];
    const bench = new Bench<Uint8Array>(() => ({ receive: (message) => { kept.push(message); } }), bytes);
    const session = bench.session(new Log());
    for (const chunk of ['a', 'b', 'c\nd', 'e\nf\ng', 'h\n']) session.receive(utf8(chunk));
    expect(kept.map((message) => Buffer.from(message).toString())).to.deep.equal(['abc', 'de', 'f', 'gh']);
  });

  it('tells its server once that it is over', () => {
    const over: number[] = [];
    const bench = new Bench((peer) => { if (peer.id === 1) peer.close(); return echo(peer); }, text);
    const service = { handler: bench.handler, framing: bench.framing, maxFrame: 20, replies: bench.replies, events: bench.events };
    for (const id of [1, 2]) {
      const session = new Session(id, { ...service, over: (ended) => { over.push(ended); } }, new Log());
      session.end();
    }
    expect(over).to.deep.equal([1, 2]);
  });
});
