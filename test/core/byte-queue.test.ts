import { expect } from 'chai';
import fc from 'fast-check';
import { ByteQueue } from '../../src/core/byte-queue.js';
import { seed } from '../support/seed.js';

/** What a ByteQueue should do, with no thought of speed. */
interface Model {
  bytes: number[];
  position: number;
  readonly taken: { readonly view: Uint8Array; readonly copy: number[] }[];
}

type Operation = (model: Model, queue: ByteQueue) => void;

const push: fc.Arbitrary<Operation> = fc
  .tuple(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constantFrom(4095, 4096, 4097, 9000)), fc.nat(255))
  .map(([size, start]) => (model, queue) => {
    const chunk = Uint8Array.from({ length: size }, (_, i) => (start + i * 7) % 256);
    model.bytes.push(...chunk);
    queue.push(chunk);
  });

// All of it half of the time: what is wrong at the end of the bytes has to show.
const shares = fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true }));

const take: fc.Arbitrary<Operation> = shares.map((share) => (model, queue) => {
  const size = Math.floor(share * queue.length);
  const copy = model.bytes.splice(0, size);
  const view = queue.take(size);
  model.position += size;
  model.taken.push({ view, copy });
  expect([...view]).to.deep.equal(copy);
});

const skip: fc.Arbitrary<Operation> = shares.map((share) => (model, queue) => {
  const size = Math.floor(share * queue.length);
  model.bytes.splice(0, size);
  model.position += size;
  queue.skip(size);
});

const look: fc.Arbitrary<Operation> = fc
  .tuple(fc.oneof(fc.constant(0), fc.nat(255)), fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(1, 2, 4)) // 0 is what unused memory holds
  .map(([byte, share, size]) => (model, queue) => {
    const at = Math.floor(share * queue.length);
    expect(queue.indexOf(byte, at)).to.equal(model.bytes.indexOf(byte, at));
    if (at < queue.length) expect(queue.byteAt(at)).to.equal(model.bytes[at]);
    if (at + size > queue.length) return;
    const number = model.bytes.slice(at, at + size).reduce((value, next) => value * 256 + next, 0);
    expect(queue.uint(at, size)).to.equal(number);
  });

const compact: fc.Arbitrary<Operation> = fc.constant((_model, queue) => {
  queue.compact();
});

describe('ByteQueue', () => {
  it('does what an array of bytes would do, and never changes what was taken', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ arbitrary: push, weight: 5 }, take, skip, look, compact), { maxLength: 40, size: 'max' }),
        (operations) => {
          const model: Model = { bytes: [], position: 0, taken: [] };
          const queue = new ByteQueue();
          for (const operation of operations) {
            operation(model, queue);
            expect(queue.length).to.equal(model.bytes.length);
            expect(queue.position).to.equal(model.position);
          }
          for (const { view, copy } of model.taken) expect([...view]).to.deep.equal(copy);
        },
      ),
      { seed, numRuns: 120 },
    );
  });

  it('does not write to a chunk that was pushed', () => {
    const memory = new Uint8Array(10).fill(1);
    const queue = new ByteQueue();
    queue.push(memory.subarray(0, 5));
    queue.push(Uint8Array.of(2, 2, 2));
    expect([...memory]).to.deep.equal(new Array(10).fill(1));
  });

  it('returns bytes of one chunk without copying them', () => {
    const chunk = Uint8Array.of(1, 2, 3, 4);
    const queue = new ByteQueue();
    queue.push(chunk);
    expect(queue.take(3).buffer).to.equal(chunk.buffer);
  });

  it('does not keep a large chunk for a short rest', () => {
    const queue = new ByteQueue();
    queue.push(new Uint8Array(65_536));
    queue.skip(65_530);
    queue.compact();
    expect(queue.take(6).buffer.byteLength).to.equal(6);
  });

  it('needs no more memory when it is never empty', () => {
    const queue = new ByteQueue();
    queue.push(new Uint8Array(5));
    for (let i = 0; i < 10_000; i++) {
      queue.push(new Uint8Array(10));
      expect(queue.take(10).buffer.byteLength).to.be.below(200);
    }
  });

  it('takes single bytes in memory of at most twice their number', () => {
    const queue = new ByteQueue();
    for (let i = 0; i < 100_000; i++) queue.push(Uint8Array.of(i));
    queue.skip(1);
    expect(queue.take(1).buffer.byteLength).to.be.at.most(200_000);
  });
});
