import { expect } from 'chai';
import fc from 'fast-check';
import { maskSource, type SourceStyle } from '../../../src/grade/submission/mask-source.js';
import { seed } from '../../support/seed.js';

const STYLES: readonly SourceStyle[] = ['python', 'javascript', 'c', 'java', 'go', 'rust'];

const CASES: readonly (readonly [style: SourceStyle, source: string, bare: string])[] = [
  ['python', 'a = 1 # listen()\nb', 'a = 1           \nb'],
  ['python', 's = "# no" # yes', 's = "    "      '],
  ['python', '"""doc\nlisten()"""\nx', '"""   \n        """\nx'],
  ['python', "f('it\\'s') + 1", "f('     ') + 1"],
  ['javascript', 'a // b\nc /* d\ne */ f', 'a     \nc     \n     f'],
  ['javascript', 'x = `a ${"b"} // c`;', 'x = `             `;'],
  ['javascript', 'x = /"a\\/"/.test(y) // z', 'x = /     /.test(y)     '],
  ['javascript', 'x = a / b / c', 'x = a / b / c'],
  ['c', "c = '\"'; d = '\\''; // e", "c = ' '; d = '  ';     "],
  ['c', 's = "http://x"; t', 's = "        "; t'],
  ['java', 's = """\n  "x"\n""";y', 's = """\n     \n""";y'],
  ['go', 's := `a\n// b` // c', 's := ` \n    `     '],
  ['rust', "fn f<'a>(x: &'a str) { 'b'; r#\"a\"b\"#; } // c", "fn f<'a>(x: &'a str) { ' '; r#\"   \"#; }     "],
];

describe('a masked source', () => {
  for (const [style, source, bare] of CASES) {
    it(`of ${style} has no comments and no insides of strings: ${JSON.stringify(source)}`, () => {
      expect(maskSource(source, style).bare).to.equal(bare);
    });
  }

  it('has the same length and the same lines, whatever the source is', () => {
    const piece = fc.constantFrom(
      '"',
      "'",
      '`',
      '/',
      '*',
      '//',
      '/*',
      '*/',
      '#',
      '\\',
      '\n',
      'a',
      ' ',
      'r#"',
      '"#',
      '"""',
      '${',
      '}',
      '(',
      '=',
    );
    fc.assert(
      fc.property(fc.constantFrom(...STYLES), fc.array(piece, { maxLength: 40 }), (style, pieces) => {
        const source = pieces.join('');
        for (const masked of Object.values(maskSource(source, style)) as string[]) {
          expect(masked).to.have.lengthOf(source.length);
          expect(masked.split('\n').map((line) => line.length)).to.deep.equal(
            source.split('\n').map((line) => line.length),
          );
        }
      }),
      { seed, numRuns: 2000 },
    );
  });
});
