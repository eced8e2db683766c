import { expect } from 'chai';
import fc from 'fast-check';
import type { StreamImpairment } from '../../src/impairment/impairment-plan.js';
import { ImpairedStream } from '../../src/impairment/impaired-stream.js';
import { seed } from '../support/seed.js';

function carried(impairment: StreamImpairment, chunks: readonly string[], from = 1): string[] {
  const stream = new ImpairedStream(impairment, from, 'test');
  return chunks
    .flatMap((chunk) => stream.carry(Buffer.from(chunk)))
    .map((act) => (act.act === 'piece' ? Buffer.from(act.bytes).toString() : `<${act.act}>`));
}

describe('a faulty stream', () => {
  it('is cut at the offsets of the whole stream', () => {
    expect(carried({ cuts: [2, 5, 99] }, ['abc', 'defg'])).to.deep.equal(['ab', 'c', 'de', 'fg']);
  });

  it('ends, breaks or stops after as many bytes as it is told to, and is over then', () => {
    expect(carried({ endAfter: 4 }, ['abc', 'defg', 'h'])).to.deep.equal(['abc', 'd', '<end>']);
    expect(carried({ resetAfter: 3, stopAfter: 9 }, ['abc', 'd'])).to.deep.equal(['abc', '<reset>']);
    expect(carried({ stopAfter: 0 }, ['abc'])).to.deep.equal(['<stop>']);
  });

  it('keeps every byte in its order, however it is cut, and cuts the same for the same seed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1 })),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0 }),
        (chunks, pieces, from) => {
          const stream = (): Uint8Array[] => {
            const faulty = new ImpairedStream({ pieces }, from, 'test');
            return chunks
              .flatMap((chunk) => faulty.carry(Buffer.from(chunk)))
              .flatMap((act) => (act.act === 'piece' ? [act.bytes] : []));
          };
          expect(Buffer.concat(stream()).toString()).to.equal(chunks.join(''));
          expect(stream().every(({ length }) => length >= 1 && length <= pieces)).to.equal(true);
          expect(stream()).to.deep.equal(stream());
        },
      ),
      { seed },
    );
  });
});
