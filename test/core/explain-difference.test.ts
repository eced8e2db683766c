import { expect } from 'chai';
import fc from 'fast-check';
import { explainDifference } from '../../src/core/explain-difference.js';
import { payloadBytes, type Payload } from '../../src/core/exchange.js';
import { glyphs } from '../../src/core/show-bytes.js';
import { seed } from '../support/seed.js';

const explain = (expected: Payload, actual: Payload): string =>
  explainDifference(payloadBytes(expected), payloadBytes(actual)).join('\n');
const reason = (expected: Payload, actual: Payload): string | undefined =>
  explainDifference(payloadBytes(expected), payloadBytes(actual)).at(4);

// Texts that are near one another, so that differences are late, small and at ends.
const near = fc
  .tuple(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.integer({ min: 0, max: 400 }),
  )
  .map(([start, one, other, end, count]): [Uint8Array, Uint8Array] => [
    payloadBytes('ab é'.repeat(count) + start + one + end),
    payloadBytes('ab é'.repeat(count) + start + other + end),
  ]);
const anyBytes = fc.tuple(fc.uint8Array(), fc.uint8Array());

describe('a difference between bytes', () => {
  it('is shown with a caret under the first wrong byte, and told in words', () => {
    expect(explain('Hello, world\n', 'Hello, World\n')).to.equal(
      [
        String.raw`expected: "Hello, world\n"`,
        String.raw`received: "Hello, World\n"`,
        '                  ^',
        'at offset 7: expected "w" (77), received "W" (57)',
        'it is right but for upper and lower case',
      ].join('\n'),
    );
  });

  it('is a caret behind the end where the reply stopped', () => {
    expect(explain('Hello world!', 'Hello')).to.equal(
      [
        'expected: "Hello world!"',
        'received: "Hello"',
        '                ^',
        'the reply stopped after 5 of 12 bytes; missing: " world!"',
      ].join('\n'),
    );
  });

  it('says where nothing came, and where nothing was expected', () => {
    expect(explain('Hello', '')).to.equal('expected: "Hello"\nreceived: nothing\nnothing came, 5 bytes expected');
    expect(explain('', 'Hello')).to.equal(
      'expected: ""\nreceived: "Hello"\n           ^\n5 bytes where nothing was expected: "Hello"',
    );
  });

  it('is in hex where what is expected is no text', () => {
    expect(explain(Uint8Array.of(0, 0, 0, 2, 72, 105), Uint8Array.of(2, 0, 0, 0, 72, 105))).to.equal(
      [
        'expected: 00 00 00 02 48 69  |....Hi|',
        'received: 02 00 00 00 48 69  |....Hi|',
        '          ^',
        'at offset 0: expected the byte 00, received the byte 02',
        'the 4 bytes at offset 0 are in the opposite order: numbers go with the highest byte first (big-endian)',
      ].join('\n'),
    );
  });

  it('is none where there is none', () => {
    expect(explain('Hello', 'Hello')).to.equal('');
  });

  it('is visible where the texts look the same', () => {
    expect(explain('paypal', 'pаypal')).to.contain(String.raw`"p\u{430}ypal"`);
    expect(explain('é', 'e\u0301')).to.contain(String.raw`"e\u{301}"`);
    expect(explain('a b', 'a\u00a0b')).to.contain(String.raw`"a\u{a0}b"`);
    expect(explain('a-b', 'a–b')).to.contain(String.raw`"a\u{2013}b"`);
    expect(explain('ab', 'a\u200bb')).to.contain(String.raw`"a\u{200b}b"`);
    expect(explain('\\n', '\n')).to.contain(String.raw`"\\n"`);
  });

  const reasons: [Payload, Payload, RegExp][] = [
    ['olleH\n', 'Hello\n', /backwards/],
    ['Hello', 'HelloHelloHello', /it came 3 times/],
    ['Hello\n', 'Hello\r\n', /CR LF .* where LF/],
    ['a\r\nb\r\n', 'a\nb\n', /LF .* where CR LF/],
    ['Hello\n', 'Hello', /only the line feed/],
    ['Hello', 'Hello\n', /a line feed .* was added/],
    ['Hello', 'Hello\0', /ends a string in C/],
    ['Hello', 'Hello\0\0\0', /whole buffer/],
    ['Hello', 'Echo: Hello', /with "Echo: " before it/],
    ['Hello\n', '<Hello>\n', /with "<" before it and ">" after it/],
    ['Hello', "b'Hello'", /how Python prints bytes/],
    ['Hello', '"Hello"', /quotes/],
    ['Hello', 'llo', /first 2 bytes are missing: "He"/],
    ['é', Uint8Array.of(0xe9), /Latin-1/],
    ['é', 'Ã©', /twice/],
    ['é', 'e\u0301', /another Unicode form/],
    ['né', 'n\ufffd\ufffd', /U\+FFFD/],
    ['abcdef', 'abcxef', /all other bytes are right/],
    ['abcdef', 'abfcde', /another order/],
  ];
  for (const [wanted, got, words] of reasons) {
    it(`has a reason: ${String(words)}`, () => {
      expect(reason(wanted, got)).to.match(words);
    });
  }

  it('has no reason where none is known', () => {
    expect(reason('THANK you', 'Error in data')).to.be.undefined;
  });

  for (const [name, arbitrary] of [
    ['texts', near],
    ['bytes', anyBytes],
  ] as const) {
    it(`never looks like none, never is cut off and stands where the caret is: ${name}`, () => {
      fc.assert(
        fc.property(arbitrary, fc.integer({ min: 50, max: 120 }), ([wanted, got], width) => {
          const [expected = '', received = '', caret = ''] = explainDifference(wanted, got, { width });
          if (expected === '') {
            expect(wanted).to.deep.equal(got);
            return;
          }
          if (got.length === 0) {
            expect(received).to.equal('received: nothing');
            return;
          }
          expect(expected.slice(10)).not.to.equal(received.slice(10));
          const [before, ...others] = [expected, received].map((line) => upTo(line, caret.length - 1));
          expect(others).to.deep.equal([before?.replace('expected', 'received')]);
          const [one, other] = [expected, received].map((line) => TOKEN.exec(line.slice(before?.length))?.[0]);
          expect(one).not.to.equal(other);
          for (const line of [expected, received]) expect(columns(line)).to.be.at.most(width);
        }),
        { seed, numRuns: 300 },
      );
    });
  }
});

// What is shown for one character or byte.
const TOKEN = /^(\\x..|\\u\{[0-9a-f]+\}|\\.|[0-9a-f]{2}(?= )|.)/u;

function columns(line: string): number {
  return glyphs(payloadBytes(line), 'readable').reduce((sum, glyph) => sum + glyph.columns, 0);
}

/** The glyphs of a line that begin in its first `end` columns. */
function upTo(line: string, end: number): string {
  let used = 0;
  return glyphs(payloadBytes(line), 'readable')
    .filter((glyph) => (used += glyph.columns) - glyph.columns < end)
    .map((glyph) => glyph.text)
    .join('');
}
