import { expect } from 'chai';
import { text, type Codec } from '../../src/core/codec.js';
import { echo, SessionBench, utf8, WireLog } from '../support/session-bench.js';

describe('Session ends', () => {
  describe('when the handler closes', () => {
    it('writes what was sent before, ends its direction, and drops what comes after', () => {
      const wire = new WireLog();
      const bench = new SessionBench(
        (peer) => ({
          receive: (message) => {
            peer.send(message);
            peer.close();
            peer.send('late');
          },
        }),
        text,
      );
      const session = bench.session(wire);
      session.receive(utf8('a\nb\n'));
      session.receive(utf8('c\n'));
      session.end();
      session.close();
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect([session.state, session.reason, bench.closed]).to.deep.equal(['closed', 'handler', ['handler']]);
    });

    it('in connect, the conversation is told once', () => {
      const wire = new WireLog();
      const bench = new SessionBench((peer) => {
        peer.send('full');
        peer.close();
        return echo(peer);
      }, text);
      const session = bench.session(wire);
      session.receive(utf8('a\n'));
      expect(wire.entries).to.deep.equal(['full\n', '<end>']);
      expect([session.state, bench.closed]).to.deep.equal(['closed', ['handler']]);
    });
  });

  describe('when the peer ends its direction', () => {
    it('closes', () => {
      const wire = new WireLog();
      const bench = new SessionBench(echo, text);
      const session = bench.session(wire);
      session.receive(utf8('a\n'));
      session.end();
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect([session.state, session.reason, bench.closed]).to.deep.equal(['closed', 'peer', ['peer']]);
    });

    it('lets a handler that wants to go on do so until it closes', () => {
      const wire = new WireLog();
      const bench = new SessionBench(
        (peer) => ({
          ...echo(peer),
          end: () => {
            peer.send('bye');
          },
        }),
        text,
      );
      const session = bench.session(wire);
      session.end();
      expect([session.state, bench.closed]).to.deep.equal(['open', []]);
      session.send('more');
      session.close();
      expect(wire.entries).to.deep.equal(['bye\n', 'more\n', '<end>']);
      expect(bench.closed).to.deep.equal(['handler']);
    });

    it('inside a message, that breaks the protocol', () => {
      const wire = new WireLog();
      const bench = new SessionBench(echo, text);
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
      const wire = new WireLog();
      const bench = new SessionBench(echo, text);
      const session = bench.session(wire);
      session.receive(utf8(`a\n${'x'.repeat(21)}\nb\n`));
      session.receive(utf8('c\n'));
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect([session.state, session.reason, bench.closed]).to.deep.equal([
        'failed',
        'protocol-error',
        ['protocol-error'],
      ]);
      expect(bench.failures[0]).to.have.property('error').that.has.property('message', 'line of 21 bytes, limit is 20');
    });

    it('in one message only, and the codec has an answer, goes on', () => {
      const wire = new WireLog();
      const bench = new SessionBench(echo, text);
      const session = bench.session(wire);
      session.receive(Uint8Array.of(0x61, 0x0a, 0xff, 0x0a, 0x62, 0x0a));
      expect(wire.entries).to.deep.equal(['a\nerror: not UTF-8: byte ff at offset 0\nb\n']);
      expect([session.state, bench.failures]).to.deep.equal(['open', []]);
    });

    it('in one message, and the codec has no answer, ends', () => {
      const withoutAnswer: Codec<string> = {
        decode: (payload) => text.decode(payload),
        encode: (message) => text.encode(message),
      };
      const wire = new WireLog();
      const bench = new SessionBench(echo, withoutAnswer);
      bench.session(wire).receive(Uint8Array.of(0x61, 0x0a, 0xff, 0x0a));
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect(bench.closed).to.deep.equal(['protocol-error']);
    });
  });

  describe('when the handler throws', () => {
    const failure = new TypeError('a fault');

    it('in receive: answers what came before, blames the handler, and ends', () => {
      const wire = new WireLog();
      const bench = new SessionBench(
        (peer) => ({
          receive: (message) => {
            if (message === 'b') throw failure;
            peer.send(message);
          },
        }),
        text,
      );
      const session = bench.session(wire);
      session.receive(utf8('a\nb\nc\n'));
      expect(wire.entries).to.deep.equal(['a\n', '<end>']);
      expect([session.state, bench.closed]).to.deep.equal(['failed', ['handler-error']]);
      expect(bench.failures).to.deep.equal([{ type: 'failed', session: 1, reason: 'handler-error', error: failure }]);
    });

    it('in connect: ends', () => {
      const wire = new WireLog();
      const bench = new SessionBench(() => {
        throw failure;
      }, text);
      const session = bench.session(wire);
      session.receive(utf8('a\n'));
      session.end();
      expect(wire.entries).to.deep.equal(['<end>']);
      expect([session.state, session.reason]).to.deep.equal(['failed', 'handler-error']);
      expect(bench.failures).to.have.lengthOf(1);
    });

    it('in end: ends', () => {
      const wire = new WireLog();
      const bench = new SessionBench(
        (peer) => ({
          ...echo(peer),
          end: () => {
            throw failure;
          },
        }),
        text,
      );
      bench.session(wire).end();
      expect(wire.entries).to.deep.equal(['<end>']);
      expect(bench.closed).to.deep.equal(['handler-error']);
    });

    it('in closed: tells it, and nothing else changes', () => {
      const wire = new WireLog();
      const bench = new SessionBench(
        (peer) => ({
          ...echo(peer),
          closed: () => {
            throw failure;
          },
        }),
        text,
      );
      const session = bench.session(wire);
      session.end();
      expect([session.state, session.reason]).to.deep.equal(['closed', 'peer']);
      expect(bench.failures).to.deep.equal([{ type: 'failed', session: 1, reason: 'handler-error', error: failure }]);
    });

    it('after it has closed: tells it', () => {
      const bench = new SessionBench(
        (peer) => ({
          receive: () => {
            peer.close();
            throw failure;
          },
        }),
        text,
      );
      const session = bench.session(new WireLog());
      session.receive(utf8('a\n'));
      expect([session.state, session.reason, bench.closed]).to.deep.equal(['closed', 'handler', ['handler']]);
      expect(bench.failures).to.deep.equal([{ type: 'failed', session: 1, reason: 'handler-error', error: failure }]);
    });

    it('since the framing cannot carry its answer: writes nothing of it', () => {
      const [stream, datagrams] = [new WireLog(), new WireLog(true)];
      const bench = new SessionBench(
        (peer) => ({
          receive: () => {
            peer.send('a\nb');
          },
        }),
        text,
      );
      bench.session(stream).receive(utf8('x\n'));
      bench.session(datagrams).receive(utf8('x\n'));
      expect(stream.entries).to.deep.equal(['<end>']);
      expect(datagrams.entries).to.deep.equal(['<end>']);
      expect(bench.closed).to.deep.equal(['handler-error', 'handler-error']);
    });
  });

  describe('when the server ends it', () => {
    it('by finish: writes what was sent, and ends its direction', () => {
      const wire = new WireLog();
      const bench = new SessionBench(echo, text);
      const session = bench.session(wire);
      session.finish('idle');
      session.finish('shutdown');
      expect(wire.entries).to.deep.equal(['<end>']);
      expect([session.state, bench.closed]).to.deep.equal(['closed', ['idle']]);
    });

    it('by lost: touches the wire no more', () => {
      const wire = new WireLog();
      const bench = new SessionBench(
        (peer) => ({
          ...echo(peer),
          closed: () => {
            peer.send('late');
            peer.close();
          },
        }),
        text,
      );
      const session = bench.session(wire);
      session.lost('reset');
      session.receive(utf8('a\n'));
      expect(wire.entries).to.deep.equal([]);
      expect([session.state, session.reason]).to.deep.equal(['failed', 'reset']);
    });

    it('by lost inside a write: answers no more', () => {
      const wire = new WireLog();
      const bench = new SessionBench(echo, text);
      const session = bench.session(wire);
      wire.onWrite = () => {
        session.lost('slow-reader');
      };
      session.receive(utf8('a\n'));
      session.receive(utf8('b\n'));
      expect(wire.entries).to.deep.equal(['a\n']);
      expect(bench.closed).to.deep.equal(['slow-reader']);
    });
  });
});
