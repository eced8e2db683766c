import { expect } from 'chai';
import fc from 'fast-check';
import { PayloadError } from '../../src/core/payload-error.js';
import { frameBytes } from '../../src/core/frame-bytes.js';
import { FrameReader } from '../../src/core/frame-reader.js';
import type { ByteSink, Framing } from '../../src/core/framing.js';
import { isProtocolError } from '../../src/core/protocol-error.js';
import { allFramings } from '../support/all-framings.js';
import { cutAt, decoded, pieces } from '../support/decoded.js';
import { seed } from '../support/seed.js';

const LIMIT = 1000;

// Bytes that mean something to one framing or another.
const MARKS = [0x00, 0x01, 0x0a, 0x0d, 0x2c, 0x2e, 0x30, 0x35, 0x3a, 0x61, 0x62, 0xc0, 0xdb, 0xdc, 0xdd, 0xff];
const mark = fc.constantFrom(...MARKS);
const payloads = fc.oneof(
  fc.uint8Array({ maxLength: 2 }),
  fc.uint8Array({ maxLength: 40 }),
  fc.array(mark, { maxLength: 20 }).map((marks) => Uint8Array.from(marks)),
  fc.tuple(fc.integer({ min: 250, max: 520 }), mark).map(([size, byte]) => new Uint8Array(size).fill(byte)),
);
const streams = fc.oneof(
  fc.uint8Array({ maxLength: 60 }),
  fc.array(mark, { maxLength: 60 }).map((marks) => Uint8Array.from(marks)),
);

const SAMPLES = [
  ...['a', 'hello', 'b', 'héllo ✓', '5:hello,', 'a.b', ' ', 'carriage\rreturn', '0123456789'].map((text) =>
    new TextEncoder().encode(text),
  ),
  Uint8Array.from([...MARKS, ...MARKS.toReversed(), 1]),
  Uint8Array.from([]),
  new Uint8Array(300).fill(7),
];

function carries(framing: Framing, payload: Uint8Array): boolean {
  return framing.carries?.(payload) ?? true;
}

/** A framing that adds nothing to messages of any size knows them by the chunk they came in; all others cut a stream. */
function isByChunk(samples: readonly Uint8Array[], frames: readonly Uint8Array[]): boolean {
  return samples.some(({ length }) => length > 1) && samples.every(({ length }, i) => length === frames[i]?.length);
}

/** The longest message of one byte repeated, of at most `most` bytes, that the framing carries. */
function longest(framing: Framing, most: number): Uint8Array {
  for (let size = most; size > 0; size--) {
    const payload = new Uint8Array(size).fill(0x78);
    if (carries(framing, payload)) return payload;
  }
  throw new Error(`${framing.name} carries nothing`);
}

function hexes(messages: Iterable<Iterable<number>>): string[] {
  return Array.from(messages, (message) => Buffer.from([...message]).toString('hex'));
}

const framings = await allFramings();

for (const framing of framings) {
  const samples = SAMPLES.filter((payload) => carries(framing, payload));
  const frames = samples.map((payload) => frameBytes(framing, payload));
  const stream = frameBytes(framing, ...samples);

  describe(`framing ${framing.name}`, () => {
    it('describes itself in one line', () => {
      expect(framing.name).to.match(/^[a-z0-9][a-z0-9-]*(:.+)?$/);
      expect(framing.summary).to.match(/^\S.{5,70}$/);
    });

    it('carries messages that come whole', () => {
      expect(samples).to.not.be.empty;
      for (const [i, frame] of frames.entries())
        expect(decoded(framing, LIMIT, [frame])).to.deep.equal({ messages: [[...(samples[i] as Uint8Array)]] });
      expect(hexes(decoded(framing, LIMIT, frames).messages)).to.deep.equal(hexes(samples));
    });

    it('keeps the connections apart', () => {
      const readers = [new FrameReader(framing, LIMIT), new FrameReader(framing, LIMIT)] as const;
      const [whole, half] = [frames[0] as Uint8Array, (frames[1] as Uint8Array).subarray(0, 1)];
      readers[0].push(half);
      readers[0].next();
      readers[1].push(whole);
      expect(readers[1].next()).to.deep.equal(samples[0]);
    });

    it('says whether it carries a message, and writes nothing of one that it refuses', () => {
      const next = longest(framing, 1);
      fc.assert(
        fc.property(payloads, (payload) => {
          const written: string[] = [];
          const sink = new Proxy({}, { get: (_, method) => () => written.push(String(method)) }) as ByteSink;
          let refused: unknown;
          try {
            framing.encode(payload, sink);
          } catch (error) {
            refused = error;
          }
          if (refused !== undefined) {
            expect(refused).to.be.instanceOf(PayloadError);
            expect(written).to.deep.equal([]);
            expect(carries(framing, payload)).to.equal(false);
            return;
          }
          const { messages, error } = decoded(framing, LIMIT, [
            frameBytes(framing, payload),
            frameBytes(framing, next),
          ]);
          expect(error).to.equal(undefined);
          expect(messages.at(-1), 'the next message is not harmed').to.deep.equal([...next]);
          expect(messages.length, 'one message does not become two').to.be.at.most(2);
          const same = messages.length === 2 && Buffer.from(messages[0] as number[]).equals(payload);
          expect(same).to.equal(carries(framing, payload));
        }),
        { seed, numRuns: 300 },
      );
    });

    it('makes of any bytes messages within the limit, or one error that stays', () => {
      fc.assert(
        fc.property(streams, fc.integer({ min: 1, max: 30 }), (bytes, limit) => {
          const reader = new FrameReader(framing, limit);
          reader.push(bytes.slice());
          try {
            for (let message = reader.next(); message; message = reader.next())
              expect(message.length).to.be.at.most(limit);
          } catch (error) {
            if (!isProtocolError(error)) throw error;
            expect(error.kind).to.be.oneOf(['too-long', 'malformed']);
            expect(error.offset).to.be.within(0, bytes.length);
            if (error.kind === 'too-long')
              expect(error.message).to.match(new RegExp(`^\\w+ of .*\\d+ bytes, limit is ${String(limit)}$`));
            expect(() => reader.next()).to.throw(error.message);
            expect(() => {
              reader.end();
            }).to.throw(error.message);
          }
        }),
        { seed, numRuns: 300 },
      );
    });

    it('waits for no more than the limit allows, whatever comes byte by byte', () => {
      const limit = 64;
      const loris = fc.oneof(
        fc.array(mark, { minLength: 1, maxLength: 3 }),
        fc.uint8Array({ minLength: 1, maxLength: 3 }),
      );
      fc.assert(
        fc.property(loris, (pattern) => {
          const reader = new FrameReader(framing, limit);
          try {
            for (let i = 0; i < 500; i++) {
              reader.push(Uint8Array.of(pattern[i % pattern.length] as number));
              while (reader.next() !== undefined);
              expect(reader.pending).to.be.at.most(2 * limit + 8);
            }
          } catch (error) {
            if (!isProtocolError(error)) throw error;
          }
        }),
        { seed, numRuns: 100 },
      );
    });

    if (isByChunk(samples, frames)) {
      it('takes each chunk for a message, and never waits', () => {
        const chunks = samples.flatMap((payload) => pieces(payload, 3));
        const expected = chunks.filter((chunk) => carries(framing, chunk));
        expect(hexes(decoded(framing, LIMIT, chunks).messages)).to.deep.equal(hexes(expected));
      });

      it('refuses or cuts a chunk over the limit', () => {
        const chunk = new Uint8Array(10).fill(1);
        expect(decoded(framing, 10, [chunk])).to.deep.equal({ messages: [[...chunk]] });
        const { messages, error } = decoded(framing, 4, [chunk]);
        if (error) expect(error).to.deep.equal({ kind: 'too-long', offset: 4 });
        else expect(hexes(messages)).to.deep.equal(hexes(pieces(chunk, 4)));
      });
      return;
    }

    it('carries messages that come glued, and cut in two at every byte', () => {
      const expected = { messages: samples.map((payload) => [...payload]) };
      expect(decoded(framing, LIMIT, [stream])).to.deep.equal(expected);
      for (let at = 1; at < stream.length; at++)
        expect(decoded(framing, LIMIT, cutAt(stream, [at])), `cut at ${String(at)}`).to.deep.equal(expected);
    });

    it('carries messages that come in pieces of 1 to 9 bytes', () => {
      for (let size = 1; size <= 9; size++)
        expect(hexes(decoded(framing, LIMIT, pieces(stream, size)).messages)).to.deep.equal(hexes(samples));
    });

    it('carries random messages, cut at random', () => {
      const carried = payloads.filter((payload) => carries(framing, payload));
      fc.assert(
        fc.property(
          fc.array(carried, { maxLength: 6 }),
          fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
          (list, cuts) => {
            const bytes = frameBytes(framing, ...list);
            const chunks = cutAt(
              bytes,
              cuts.map((cut) => Math.floor(cut * bytes.length)),
            );
            expect(decoded(framing, LIMIT, chunks)).to.deep.equal({ messages: list.map((payload) => [...payload]) });
          },
        ),
        { seed, numRuns: 200 },
      );
    });

    it('makes the same of any bytes, however they are cut', () => {
      fc.assert(
        fc.property(streams, fc.integer({ min: 1, max: 30 }), (bytes, limit) => {
          const whole = decoded(framing, limit, [bytes]);
          for (const size of [1, 2, 3, 7]) expect(decoded(framing, limit, pieces(bytes, size))).to.deep.equal(whole);
        }),
        { seed, numRuns: 300 },
      );
    });

    it('carries a message at the limit and refuses one over it', () => {
      const payload = longest(framing, 520);
      const frame = frameBytes(framing, payload);
      for (const size of [1, frame.length]) {
        expect(decoded(framing, payload.length, pieces(frame, size))).to.deep.equal({ messages: [[...payload]] });
        const { messages, error } = decoded(framing, payload.length - 1, pieces(frame, size));
        expect(messages).to.deep.equal([]);
        expect(error?.kind).to.equal('too-long');
        expect(error?.offset).to.be.within(0, frame.length - 1);
      }
    });

    it('refuses a message far over the limit before it has come', () => {
      const payload = longest(framing, 10_000);
      const limit = Math.floor(payload.length / 4);
      const start = frameBytes(framing, payload).subarray(0, 2 * limit + 8);
      expect(decoded(framing, limit, pieces(start, 1)).error?.kind).to.equal('too-long');
    });

    it('tells a stream that ends inside a message from one that ends behind one', () => {
      const ends = frames.map((_, i) => frames.slice(0, i + 1).reduce((sum, frame) => sum + frame.length, 0));
      for (let size = 0; size <= stream.length; size++) {
        const whole = size === 0 || ends.includes(size);
        const { messages, error } = decoded(framing, LIMIT, [stream.subarray(0, size)]);
        expect(messages.length).to.equal(ends.filter((end) => end <= size).length);
        expect(error, `after ${String(size)} bytes`).to.deep.equal(
          whole ? undefined : { kind: 'truncated', offset: size },
        );
      }
    });
  });
}
