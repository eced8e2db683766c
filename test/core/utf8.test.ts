import { expect } from 'chai';
import fc from 'fast-check';
import { utf8Length } from '../../src/core/utf8.js';
import { seed } from '../support/seed.js';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The longest start that ends behind a character, found the slow way. */
function longestStart(bytes: Uint8Array): number {
  let length = bytes.length;
  while (!isUtf8(bytes.subarray(0, length))) length--;
  return length;
}

describe('utf8Length', () => {
  it('agrees with TextDecoder on every first byte, with second bytes at the borders of the ranges', () => {
    for (let first = 0; first < 256; first++) {
      for (const second of [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff]) {
        for (const rest of [[], [0x80], [0x80, 0x80], [0x61]]) {
          const bytes = Uint8Array.of(first, second, ...rest);
          if (utf8Length(bytes) !== longestStart(bytes)) expect.fail(Buffer.from(bytes).toString('hex'));
        }
      }
    }
  });

  it('agrees with TextDecoder on random bytes and on text with wrong bytes in it', () => {
    const lead = fc.constantFrom(
      0x41,
      0x7f,
      0x80,
      0x8f,
      0x90,
      0x9f,
      0xa0,
      0xbf,
      0xc0,
      0xc1,
      0xc2,
      0xdf,
      0xe0,
      0xe2,
      0xed,
      0xef,
      0xf0,
      0xf4,
      0xf5,
      0xff,
    );
    const text = fc
      .tuple(fc.string({ unit: 'binary' }), fc.array(lead, { maxLength: 4 }))
      .map(([string, bytes]) => Uint8Array.from([...Buffer.from(string), ...bytes]));
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.array(lead, { maxLength: 8 }).map((bytes) => Uint8Array.from(bytes)),
      text,
    );
    fc.assert(
      fc.property(any, (bytes) => {
        expect(utf8Length(bytes)).to.equal(longestStart(bytes));
      }),
      { seed, numRuns: 500 },
    );
  });
});
