import { expect } from 'chai';
import fc from 'fast-check';
import { codeword, keyProblem, remainder } from '../../../src/protocols/crc/division-checker.js';

/** Division as it is done on paper: the key is written under each leading 1 and subtracted. */
function onPaper(bits: string, key: string): string {
  const rest = Array.from(bits.padStart(key.length - 1, '0'), Number);
  for (let at = 0; at + key.length <= rest.length; at++) {
    if (rest[at] === 1) for (let i = 0; i < key.length; i++) rest[at + i] = (rest[at + i] as number) ^ Number(key[i]);
  }
  return rest.slice(rest.length - key.length + 1).join('');
}

const bits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom('0', '1'), { minLength, maxLength }).map((list) => list.join(''));
const keys = bits(1, 32).map((rest) => `1${rest}`);

describe('division modulo 2', () => {
  it('has the classroom example: EVN by 1001 leaves 111', () => {
    const data = Array.from('EVN', (character) => character.charCodeAt(0).toString(2)).join('');
    expect(data).to.equal('100010110101101001110');
    expect(codeword(data, '1001')).to.equal('100010110101101001110111');
  });

  it('is the division on paper, for keys of 2 to 33 bits', () => {
    fc.assert(
      fc.property(bits(0, 120), keys, (data, key) => {
        expect(remainder(data, key)).to.equal(onPaper(data, key));
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it('leaves nothing of a codeword', () => {
    fc.assert(
      fc.property(bits(0, 120), keys, (data, key) => {
        expect(remainder(codeword(data, key), key)).to.equal('0'.repeat(key.length - 1));
      }),
      { seed: 8, numRuns: 500 },
    );
  });

  it('finds every single wrong bit, whatever the key is, if it has two ones', () => {
    fc.assert(
      fc.property(
        bits(1, 60),
        keys.filter((key) => key.lastIndexOf('1') > 0),
        (data, key) => {
          const sent = codeword(data, key);
          for (let at = 0; at < sent.length; at++) {
            const damaged = `${sent.slice(0, at)}${sent[at] === '1' ? '0' : '1'}${sent.slice(at + 1)}`;
            expect(remainder(damaged, key)).to.contain('1');
          }
        },
      ),
      { seed: 8 },
    );
  });

  it('says what is wrong with a key', () => {
    for (const key of ['11', '1001', '10', '1'.repeat(33)]) expect(keyProblem(key)).to.equal(undefined);
    expect(keyProblem('')).to.contain('not binary');
    expect(keyProblem('10a1')).to.contain('not binary');
    expect(keyProblem('1')).to.contain('2 to 33');
    expect(keyProblem('1'.repeat(34))).to.contain('34 bits');
    expect(keyProblem('0110')).to.contain('begins with 0');
  });
});
