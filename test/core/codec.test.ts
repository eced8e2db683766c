import { expect } from 'chai';
import fc from 'fast-check';
import { bytes, text } from '../../src/core/codec.js';
import { seed } from '../support/seed.js';

describe('codec bytes', () => {
  it('gives the payload itself, uncopied', () => {
    const payload = Uint8Array.of(0, 255);
    expect(bytes.decode(payload)).to.equal(payload);
    expect(bytes.encode(payload)).to.equal(payload);
  });
});

describe('codec text', () => {
  it('gives back any text, a byte order mark included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (string) => {
        expect(text.decode(text.encode(string))).to.equal(string);
      }),
      { seed },
    );
    expect(text.decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61))).to.equal('\ufeffa');
  });

  it('says which byte is not UTF-8', () => {
    const wrong: readonly (readonly [number[], number, string])[] = [
      [[0x61, 0xff, 0x62], 1, 'not UTF-8: byte ff at offset 1'],
      [[0xe2, 0x9c], 0, 'not UTF-8: byte e2 at offset 0'],
      [[0x61, 0xc0, 0x80], 1, 'not UTF-8: byte c0 at offset 1'],
      [[0xed, 0xa0, 0x80], 0, 'not UTF-8: byte ed at offset 0'],
    ];
    for (const [payload, offset, message] of wrong) {
      expect(() => text.decode(Uint8Array.from(payload)))
        .to.throw(message)
        .and.to.deep.include({ name: 'ProtocolError', kind: 'malformed', offset });
    }
  });

  it('refuses to encode what is no string: a handler has forgotten something', () => {
    expect(() => text.encode(undefined as never)).to.throw(
      TypeError,
      'a message of text has to be a string, is undefined',
    );
  });

  it('answers what it cannot decode with the reason', () => {
    try {
      text.decode(Uint8Array.of(0x80));
      expect.fail('decoded 80');
    } catch (error) {
      expect(text.refusal?.(error as never)).to.equal('error: not UTF-8: byte 80 at offset 0');
    }
  });
});
