import { expect } from 'chai';
import fc from 'fast-check';
import { AnswersError, answerText, LARGEST_ANSWERS } from '../../../src/grade/answers/grade-answers.js';
import { parseAnswers } from '../../../src/grade/answers/parse-answers.js';
import { starterAnswers } from '../../../src/grade/answers/starter-answers.js';
import { seed } from '../../support/seed.js';

const PROMPTS = new Map([
  ['Q1', 'Why?\n\n* **a** So\n* **b** Thus\n\n*One letter. 2 points.*'],
  ['Q2', 'How many?\n\n```text\n1 client → server  "x"\n```\n\n*A number. 1 point.*'],
  ['Q3', 'Tell.'],
]);
const LAB = { number: 7, title: 'Sample' };
const starter = starterAnswers(LAB, PROMPTS);

/** The starter with these texts under the questions. */
function filled(...texts: readonly string[]): string {
  return starter
    .split(/(?=^## )/m)
    .map((part, index) => (index === 0 ? part : `${part.trimEnd()}\n\n${texts[index - 1] ?? ''}\n\n`))
    .join('');
}

function texts(source: string): Record<string, string> {
  return Object.fromEntries(parseAnswers(source, PROMPTS).answers.map(({ id, text }) => [id, text]));
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a file of answers', () => {
  it('has nothing written in it as it is handed out', () => {
    expect(texts(starter)).to.deep.equal({ Q1: '', Q2: '', Q3: '' });
  });

  it('gives back what is written under each question, whatever Markdown it is', () => {
    const code = '```python\n# Q3\n## Q3\nprint(1)\n```\n\nand\n\n    ## Q2 indented';
    const nested = '### Part 1\n\ntext\n\n#### Part 2\n\n> ## Q1\n> quoted\n\n- ## Q3\n- list';
    expect(texts(filled('b', code, nested))).to.deep.equal({ Q1: 'b', Q2: code, Q3: nested });
  });

  it('gives back any text that has no headings, quotations and comments in it', () => {
    const word = fc.stringMatching(/^[a-z0-9.,()]{1,8}$/);
    const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => `x ${words.join(' ')}`);
    fc.assert(
      fc.property(text, text, text, (one, two, three) => {
        expect(texts(filled(one, two, three))).to.deep.equal({ Q1: one, Q2: two, Q3: three });
      }),
      { seed },
    );
  });

  it('takes what is written right under the question, or behind its quotation marks', () => {
    const lazy = starter.replace('> Tell.\n>\n', '').replace(/## Q3\n\n[^]*$/, '## Q3\n\n> Tell.\nright below\n');
    expect(texts(lazy).Q3).to.equal('right below');
    expect(texts('## Q3\n\n> Tell.\n> mine\n').Q3).to.equal('mine');
    expect(texts('## Q3\n\n> a quotation of my own\n').Q3).to.equal('a quotation of my own');
  });

  it('takes headings of other forms, and those with words behind the number', () => {
    expect(texts('# Q1\none\n\nQuestion 2\n---\ntwo\n\n### **Q3**: tell\nthree\n')).to.deep.equal({
      Q1: 'one',
      Q2: 'two',
      Q3: 'three',
    });
    expect(texts('## q01\none\n')).to.deep.equal({ Q1: 'one' });
    expect(texts('## Q1st\none\n## Quality\ntwo\n')).to.deep.equal({});
  });

  it('leaves out comments, in a line and over several, and never what is code', () => {
    expect(
      texts('## Q1\n<!-- ## Q2\nnot this -->\na <!-- b --> c\n\n`<!-- -->`\n\n```\n<!-- kept -->\n```\n').Q1,
    ).to.equal('a  c\n\n``\n\n```\n<!-- kept -->\n```');
  });

  it('says what hides the headings of other questions', () => {
    expect(parseAnswers('## Q1\n```\ncode\n\n## Q2\ntwo\n', PROMPTS).notices).to.deep.equal([
      'the code block that begins in line 2 hides the heading of Q2: close it with ``` before that',
    ]);
    expect(parseAnswers('## Q1\n<!-- one\n\n## Q2\ntwo\n', PROMPTS).notices[0])
      .to.include('the comment that begins in line 2')
      .and.include('-->');
    expect(parseAnswers('## Q1\n```\n## Q2\n```\n## Q2\ntwo\n', PROMPTS).notices).to.deep.equal([]);
  });

  it('knows each answer of a question that is answered twice, with its line', () => {
    const { answers } = parseAnswers('## Q1\na\n\n## Q1\nb\n\n## Q9\nc\n', PROMPTS);
    expect(answers.map(({ id, line, plain }) => [id, line, plain])).to.deep.equal([
      ['Q1', 1, 'a'],
      ['Q1', 4, 'b'],
      ['Q9', 7, 'c'],
    ]);
  });

  it('knows the variant that stands above the first question, and none that stands below', () => {
    expect(parseAnswers(starterAnswers(LAB, PROMPTS, 'abc123'), PROMPTS).variant).to.equal('abc123');
    expect(parseAnswers(`${starter}\nVariant: other\n`, PROMPTS).variant).to.equal('none');
  });

  it('ends for every text, however strange', () => {
    const piece = fc.constantFrom(
      '#',
      '## Q1',
      '\n',
      '\n\n',
      '>',
      '> ',
      '- ',
      '1. ',
      '```',
      '~~~',
      '<!--',
      '-->',
      '<div>',
      '`',
      '*',
      '[',
      '](',
      '\t',
      '    ',
      '\\',
      '&',
      'text',
      '---',
      '===',
      '\u0000',
      '\u2028',
      '|',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        parseAnswers(pieces.join(''), PROMPTS);
      }),
      { seed, numRuns: 500 },
    );
    for (const part of ['>', '- ', '[', '*a ', '<!--', '`', '## Q1\n\n', '![](', '<a ', '> - '])
      parseAnswers(part.repeat(LARGEST_ANSWERS / part.length), PROMPTS);
  }).timeout(60_000);
});

describe('the text of a file of answers', () => {
  const refusal = (content: Uint8Array): string => {
    try {
      answerText(content, 'answers.md');
    } catch (error) {
      expect(error).to.be.instanceOf(AnswersError);
      return (error as Error).message;
    }
    return 'taken';
  };

  it('is the same with a byte order mark and with any line ends', () => {
    for (const text of ['\ufeff## Q1\r\na\r\n', '## Q1\ra\r', '## Q1\na\n'])
      expect(answerText(bytes(text), 'a.md')).to.equal('## Q1\na\n');
  });

  it('is refused in one line where it is UTF-16, another encoding, no text or too long', () => {
    const utf16 = Uint8Array.from(Buffer.from('## Q1\na b c d\n', 'utf16le'));
    expect(refusal(Uint8Array.of(0xff, 0xfe, ...utf16)))
      .to.include('UTF-16')
      .and.include('save it as UTF-8');
    expect(refusal(utf16)).to.include('UTF-16');
    expect(refusal(utf16.toReversed())).to.include('UTF-16');
    expect(refusal(Uint8Array.from(Buffer.from('## Q1\ncaf\xe9\n', 'latin1'))))
      .to.include('no UTF-8')
      .and.include('byte 10');
    expect(refusal(bytes('a long text with one zero\0'))).to.include('the byte 0');
    expect(refusal(new Uint8Array(LARGEST_ANSWERS + 1).fill(0x61))).to.include(`limit is ${LARGEST_ANSWERS}`);
    expect(refusal(bytes('')), 'empty').to.equal('taken');
  });
});
