import { expect } from 'chai';
import { nearest, nearestFew, unknownName } from '../../src/text/nearest.js';

const handlers = ['ack', 'chat', 'crc', 'echo', 'reverse', 'upper'];

describe('nearest', () => {
  for (const [word, meant] of [
    ['ehco', 'echo'],
    ['ecko', 'echo'],
    ['ech', 'echo'],
    ['echoo', 'echo'],
    ['ECHO', 'echo'],
    ['rev', 'reverse'],
    ['revrese', 'reverse'],
    ['uper', 'upper'],
    ['ac', 'ack'],
  ] as const) {
    it(`takes ${word} for ${meant}`, () => {
      expect(nearest(word, handlers)).to.equal(meant);
    });
  }

  for (const word of ['', 'x', 'database', 'zzz', '✓', 'e'.repeat(100000)]) {
    it(`has no guess for ${word.slice(0, 10) || 'an empty word'}`, () => {
      expect(nearest(word, handlers)).to.equal(undefined);
    });
  }

  it('names the closest first and no more than asked for', () => {
    expect(nearestFew('crc32', ['CRC-16/ARC', 'CRC-32/BZIP2', 'CRC-32', 'CRC-32/MPEG-2'], 2)).to.deep.equal([
      'CRC-32',
      'CRC-32/BZIP2',
    ]);
  });

  it('has a sentence with the guess, and one without', () => {
    expect(unknownName('handler', 'ehco', ['ack', 'echo'])).to.equal(
      'no handler ehco; did you mean echo? known: ack, echo',
    );
    expect(unknownName('handler', '', ['ack', 'echo'])).to.equal('no handler; known: ack, echo');
    expect(unknownName('handler', 'nope', ['ack', 'echo'])).to.equal('no handler nope; known: ack, echo');
  });
});
