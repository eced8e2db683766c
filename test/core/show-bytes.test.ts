import { expect } from 'chai';
import fc from 'fast-check';
import { payloadBytes } from '../../src/core/exchange.js';
import { quoteBytes, showBytes } from '../../src/core/show-bytes.js';
import { seed } from '../support/seed.js';

const quote = (text: string): string => quoteBytes(payloadBytes(text));

describe('quoted bytes', () => {
  it('are text where they are text, and escapes where not', () => {
    expect(quoteBytes(Uint8Array.of(72, 105, 0, 13, 10, 0xff, 0x1b))).to.equal(String.raw`"Hi\x00\r\n\xff\x1b"`);
    expect(quote('say "hi" \\ bye')).to.equal(String.raw`"say \"hi\" \\ bye"`);
    expect(quote('héllo ✓ 你好 😀')).to.equal('"héllo ✓ 你好 😀"');
  });

  it('escape what is invisible, joins with its neighbours or is written from right to left', () => {
    expect(quote('\u200b\u202e\u00a0\ufeff\u3164\u2800')).to.equal(
      String.raw`"\u{200b}\u{202e}\u{a0}\u{feff}\u{3164}\u{2800}"`,
    );
    expect(quote('e\u0301 ש 👍\u{1f3fd}')).to.equal(String.raw`"e\u{301} \u{5e9} 👍\u{1f3fd}"`);
  });

  it('say how long they are where they are cut', () => {
    expect(quoteBytes(new Uint8Array(100).fill(120), 12)).to.equal('"xxxxxxxxxx"… (100 bytes)');
  });

  it('are never the same for different bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (one, other) => {
        const same = quoteBytes(one, 500) === quoteBytes(other, 500);
        expect(same).to.equal(showHex(one) === showHex(other));
      }),
      { seed },
    );
  });
});

describe('readable bytes', () => {
  it('are text in any script, without what would garble a terminal', () => {
    expect(showBytes(payloadBytes('नमस्ते שלום "q" e\u0301'))).to.equal('नमस्ते שלום "q" e\u0301');
    expect(showBytes(payloadBytes('\u001b[31m\u202e\r\n'))).to.equal(String.raw`\x1b[31m\u{202e}\r\n`);
  });
});

function showHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16)).join(' ');
}
