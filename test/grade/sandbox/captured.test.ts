import { expect } from 'chai';
import fc from 'fast-check';
import { Captured } from '../../../src/grade/sandbox/captured.js';
import { seed } from '../../support/seed.js';

describe('what is captured of an output', () => {
  it('is all of it up to the limit, whole and in pieces, however it comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), fc.nat(200), (chunks, limit) => {
        const captured = new Captured(limit, 0);
        const fit = chunks.map((chunk) => captured.add(chunk));
        const all = Buffer.concat(chunks);
        expect(Buffer.from(captured.bytes).equals(all.subarray(0, limit))).to.be.true;
        expect(Buffer.concat(captured.pieces.map(({ bytes }) => bytes)).equals(all.subarray(0, limit))).to.be.true;
        expect(fit.includes(false)).to.equal(all.length > limit);
      }),
      { seed },
    );
  });

  it('keeps few records of many small pieces', () => {
    const captured = new Captured(1 << 20, 0);
    for (let i = 0; i < 100_000; i++) captured.add(Uint8Array.of(i));
    expect(captured.length).to.equal(100_000);
    expect(captured.pieces.length).to.be.at.most(4096);
  });

  it('is told of as it comes, until that is not wanted any more', () => {
    const captured = new Captured(10, 0);
    const lengths: number[] = [];
    const stop = captured.onMore(() => {
      lengths.push(captured.length);
    });
    captured.add(Buffer.from('ab'));
    captured.add(Buffer.from('c'));
    stop();
    captured.add(Buffer.from('d'));
    expect(lengths).to.deep.equal([2, 3]);
    expect(captured.text).to.equal('abcd');
  });
});
