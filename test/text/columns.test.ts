import { expect } from 'chai';
import { columnsOf, fitted, padded, wrapped } from '../../src/text/columns.js';
import { table } from '../../src/text/table.js';

describe('the columns of text', () => {
  for (const [text, columns] of [
    ['', 0],
    ['abc', 3],
    ['é', 1],
    ['e\u0301', 1],
    ['日本語', 6],
    ['👩‍👩‍👧', 2],
    ['🇨🇭', 2],
    ['✓ … ─', 5],
    ['\x1b[32mok\x1b[39m', 2],
  ] as const) {
    it(`are ${columns} of ${JSON.stringify(text)}`, () => {
      expect(columnsOf(text)).to.equal(columns);
    });
  }

  it('are filled up on either side', () => {
    expect([padded('日本', 6), padded('日本', 6, 'right'), padded('日本', 3)]).to.deep.equal([
      '日本  ',
      '  日本',
      '日本',
    ]);
  });

  it('are not exceeded by what is cut, and no character is cut in two', () => {
    expect([fitted('日本語', 5), fitted('日本語', 5, '…'), fitted('日本語', 6, '…'), fitted('👩‍👩‍👧a', 1)]).to.deep.equal([
      '日本',
      '日本…',
      '日本語',
      '',
    ]);
  });
});

describe('wrapped text', () => {
  it('has lines of whole words that fit, and a line for a word that does not', () => {
    expect(wrapped('one two 日本 three-and-more', 7)).to.deep.equal(['one two', '日本', 'three-and-more']);
  });

  it('has the characters that it had: an Å may be one of two, and which of them was sent is told', () => {
    expect(wrapped('\u212b \u00c5 e\u0301', 3)).to.deep.equal(['\u212b \u00c5', 'e\u0301']);
  });
});

describe('a table', () => {
  it('has its columns below one another, whatever the script', () => {
    expect(
      table(
        [
          ['1', '日本語', 'ok'],
          ['10', 'Ann', 'no'],
        ],
        ['right'],
      ),
    ).to.deep.equal([' 1  日本語  ok', '10  Ann     no']);
  });
});
