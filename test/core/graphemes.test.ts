import { expect } from 'chai';
import fc from 'fast-check';
import { graphemes } from '../../src/core/graphemes.js';

function whole(text: string): readonly string[] {
  return Array.from(new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);
}

describe('graphemes', () => {
  // Parts that join with what stands beside them: marks (one in another plane), joiners, halves of flags, Hangul, CR LF, broken surrogates.
  const part = fc.constantFrom(
    'a',
    'é',
    '\u0301',
    '\u{1e8d0}',
    '\u200d',
    '👩',
    '🏽',
    '🇩',
    '🇪',
    'ᄀ',
    'ᅡ',
    'ᆨ',
    '\r',
    '\n',
    '\u0600',
    '\ud83d',
    '\udc69',
    'क',
    '्',
  );

  it('are those of the whole text, however long it is', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 200, maxLength: 800, size: 'max' }), (parts) => {
        const text = parts.join('');
        expect(graphemes(text)).to.deep.equal(whole(text));
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  for (const size of [254, 255, 256, 257, 511, 512, 513, 5000]) {
    it(`keeps a character of ${size} marks whole`, () => {
      const tall = `e${'\u0301'.repeat(size)}`;
      expect(graphemes(`ab${tall}cd${tall}`)).to.deep.equal(['a', 'b', tall, 'c', 'd', tall]);
    });
  }

  it('counts flags from where they begin', () => {
    expect(graphemes(`a${'🇩🇪'.repeat(400)}`)).to.deep.equal(['a', ...Array.from({ length: 400 }, () => '🇩🇪')]);
  });
});
