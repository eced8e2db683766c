import { expect } from 'chai';
import fc from 'fast-check';
import { ReplyBuffer } from '../../src/core/reply-buffer.js';
import type { Wire } from '../../src/core/wire.js';
import { seed } from '../support/seed.js';

/** Takes or keeps what is written, as told, and remembers it. */
class TestWire implements Wire {
  readonly writes: number[][] = [];
  readonly kept: { readonly views: readonly Uint8Array[]; readonly copy: number[] }[] = [];
  takes = true;
  onWrite: (() => void) | undefined;

  constructor(readonly datagrams = false) {}

  write(chunks: readonly Uint8Array[]): boolean {
    const copy = chunks.flatMap((chunk) => [...chunk]);
    const takes = this.takes;
    this.writes.push(copy);
    if (!takes) this.kept.push({ views: chunks, copy });
    const onWrite = this.onWrite;
    this.onWrite = undefined;
    onWrite?.();
    return takes;
  }

  end(): void {
    this.writes.push([]);
  }
}

/** A buffer that counts the memory it asks for, and what is in it beforehand is not zero. */
function counted(): { readonly replies: ReplyBuffer; readonly allocations: () => number } {
  let allocations = 0;
  const replies = new ReplyBuffer((size) => {
    allocations++;
    return new Uint8Array(size).fill(0xee);
  });
  return { replies, allocations: () => allocations };
}

/** A frame that can be known again: its size, then bytes that follow from it, written in two pieces. */
function writeFrame(replies: ReplyBuffer, wire: Wire, size: number): void {
  replies.open(wire);
  replies.uint32(size);
  replies.bytes(new Uint8Array(size).fill(size));
  replies.uint16(size);
  replies.byte(size);
}

/** The sizes of the frames in the bytes; throws where they are not whole. */
function frameSizes(bytes: readonly number[]): number[] {
  const sizes: number[] = [];
  for (let at = 0; at < bytes.length;) {
    const size = Buffer.from(bytes.slice(at, at + 4)).readUInt32BE();
    const body = bytes.slice(at + 4, at + 7 + size);
    expect(body.length, 'the frame is whole').to.equal(size + 3);
    expect(body.slice(0, size).every((byte) => byte === size % 256)).to.equal(true);
    expect(body.slice(size)).to.deep.equal([(size >>> 8) % 256, size % 256, size % 256]);
    sizes.push(size);
    at += size + 7;
  }
  return sizes;
}

describe('ReplyBuffer', () => {
  it('writes everything between two flushes at once, in order', () => {
    const { replies } = counted();
    const wire = new TestWire();
    replies.open(wire);
    replies.byte(1);
    replies.uint16(0x0203);
    replies.uint32(0xfffefdfc);
    replies.open(wire);
    replies.bytes(Uint8Array.of(4, 5));
    expect(wire.writes).to.deep.equal([]);
    replies.flush();
    expect(wire.writes).to.deep.equal([[1, 2, 3, 0xff, 0xfe, 0xfd, 0xfc, 4, 5]]);
  });

  it('flushes one wire before it opens another', () => {
    const { replies } = counted();
    const [a, b] = [new TestWire(), new TestWire()];
    replies.open(a);
    replies.byte(1);
    replies.open(b);
    expect(a.writes).to.deep.equal([[1]]);
  });

  it('writes nothing where nothing was said', () => {
    const { replies } = counted();
    const [stream, datagrams] = [new TestWire(), new TestWire(true)];
    for (const wire of [stream, datagrams]) {
      replies.open(wire);
      replies.flush();
      replies.flush();
      expect(wire.writes).to.deep.equal([]);
    }
  });

  it('writes an empty datagram, and no empty piece of a stream', () => {
    const { replies } = counted();
    const [stream, datagrams] = [new TestWire(), new TestWire(true)];
    for (const wire of [stream, datagrams]) {
      replies.open(wire);
      replies.bytes(new Uint8Array(0));
      replies.flush();
    }
    expect(stream.writes).to.deep.equal([]);
    expect(datagrams.writes).to.deep.equal([[]]);
  });

  it('uses the memory of what was taken again, for ever', () => {
    const { replies, allocations } = counted();
    const wire = new TestWire();
    for (let i = 0; i < 1000; i++) {
      for (let n = 0; n < 5; n++) writeFrame(replies, wire, 200);
      replies.flush();
    }
    expect(allocations()).to.equal(1);
    expect(wire.writes.flatMap(frameSizes)).to.have.lengthOf(5000);
  });

  it('hands over large payloads before many of them have come together', () => {
    const { replies } = counted();
    const wire = new TestWire();
    for (let i = 0; i < 60; i++) writeFrame(replies, wire, 17_000);
    replies.flush();
    expect(Math.max(...wire.writes.map((write) => write.length))).to.be.lessThan(300_000);
    expect(wire.writes.flatMap(frameSizes)).to.have.lengthOf(60);
  });

  it('does not copy a large payload', () => {
    const { replies } = counted();
    const large = new Uint8Array(100_000);
    let chunks: readonly Uint8Array[] = [];
    replies.open({
      write: (given) => {
        chunks = given;
        return true;
      },
      end: () => undefined,
    });
    replies.byte(1);
    replies.bytes(large);
    replies.byte(2);
    replies.flush();
    expect(chunks.map((chunk) => chunk.length)).to.deep.equal([1, 100_000, 1]);
    expect(chunks[1]).to.equal(large);
  });

  it('never overwrites what a wire keeps, nor mixes, reorders or loses frames', () => {
    const size = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 9_000, max: 17_000 }));
    const step = fc.record({
      wire: fc.nat(2),
      size,
      takes: fc.boolean(),
      flush: fc.boolean(),
      // What another session sends while the write is under way, and whether it waits for the end of its own chunk.
      inside: fc.option(fc.record({ wire: fc.nat(2), size, takes: fc.boolean(), flush: fc.boolean() }), { freq: 3 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { replies } = counted();
        const wires = [new TestWire(), new TestWire(), new TestWire()] as const;
        const sent: number[][] = [[], [], []];
        const send = ({
          wire: to,
          size: frame,
          takes,
          flush,
        }: {
          wire: number;
          size: number;
          takes: boolean;
          flush: boolean;
        }): void => {
          (wires[to] as TestWire).takes = takes;
          writeFrame(replies, wires[to] as TestWire, frame);
          sent[to]?.push(frame);
          if (flush) replies.flush();
        };
        for (const { inside, ...frame } of steps) {
          if (inside)
            (wires[frame.wire] as TestWire).onWrite = () => {
              send(inside);
            };
          send(frame);
        }
        for (const wire of wires) wire.onWrite = undefined;
        replies.flush();
        for (const [i, wire] of wires.entries()) {
          expect(frameSizes(wire.writes.flat())).to.deep.equal(sent[i]);
          for (const { views, copy } of wire.kept) expect(views.flatMap((view) => [...view])).to.deep.equal(copy);
        }
      }),
      { seed, numRuns: 60 },
    );
  });
});
