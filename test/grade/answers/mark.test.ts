import { expect } from 'chai';
import fc from 'fast-check';
import { readLetters } from '../../../src/grade/answers/letters.js';
import { keyProblems, questionProblems } from '../../../src/grade/answers/key-problems.js';
import { mark } from '../../../src/grade/answers/mark.js';
import { measureAnswer } from '../../../src/grade/answers/measure-answer.js';
import type { Question } from '../../../src/lab/question.js';
import { seed } from '../../support/seed.js';

const CHOICES = { a: 'Nothing', b: 'The kernel answers', c: 'A third', d: 'A fourth' };
const letters = (answer: string): readonly string[] | string => {
  const read = readLetters(answer, CHOICES);
  return 'letters' in read ? read.letters : read.unclear;
};
const MS = { name: 'ms', accepted: { s: 1000, seconds: 1000, milliseconds: 1 } };
const number = (answer: string, unit = MS): number | string => {
  const read = measureAnswer(answer, unit);
  return 'value' in read ? read.value : read.unclear;
};

describe('letters', () => {
  for (const one of [
    'b',
    'B',
    'b)',
    '(b)',
    'b.',
    '**b**',
    '`b`',
    'Answer: b',
    'My answer is b',
    'b) because of the RST',
    'b: the kernel answers',
    'b - the kernel',
    'The kernel answers.',
    '- b',
    'b\n\nBecause the kernel does it.',
  ]) {
    it(`are read from ${JSON.stringify(one)}`, () => {
      expect(letters(one)).to.deep.equal(['b']);
    });
  }

  for (const several of [
    'a, c',
    'a and c',
    'a & c',
    'c,a',
    'ac',
    'a c',
    '- a\n- c',
    'a) Nothing\nc) A third',
    '**a**, **c**',
    '(a), (c)',
  ]) {
    it(`are read from ${JSON.stringify(several)}`, () => {
      expect(letters(several)).to.deep.equal(['a', 'c']);
    });
  }

  it('are none where that is said, and unclear where none is named or one is unknown', () => {
    expect(letters('none')).to.deep.equal([]);
    expect(letters('None of them.')).to.deep.equal([]);
    expect(letters('I think it is the kernel')).to.include('no letter');
    expect(letters('A client sends it')).to.include('no letter');
    expect(letters('f')).to.equal('there is no choice f: the choices are a, b, c, d');
  });
});

describe('a number', () => {
  for (const [answer, value] of [
    ['42', 42],
    ['42 ms', 42],
    ['1.5 s', 1500],
    ['1,5 s', 1500],
    ['1,000', 1000],
    ['1 000 ms', 1000],
    ['1.000.000', 1_000_000],
    ['0x1f', 31],
    ['1e3', 1000],
    ['-4', -4],
    ['−4', -4],
    ['about 42 ms', 42],
    ['= 42', 42],
    ['**42**', 42],
    ['`42`', 42],
    ['42ms', 42],
    ['42.', 42],
    ['The answer is 42 ms.', 42],
    ['.5', 0.5],
    ['2 Seconds', 2000],
    ['42 because it is', 42],
    ["1'000", 1000],
  ] as const) {
    it(`is ${value} in ${JSON.stringify(answer)}`, () => {
      expect(number(answer)).to.be.closeTo(value, 1e-9);
    });
  }

  it('is unclear with an unknown unit, without a unit where one is needed, as several, or as none', () => {
    expect(number('42 parsecs')).to.include('"parsecs"').and.include('ms, s');
    expect(number('42', { ...MS, required: true } as typeof MS)).to.include('the unit is missing');
    for (const several of ['3 or 4', '3-4', '3 / 4', '3 to 4'])
      expect(number(several), several).to.include('several numbers');
    for (const none of ['many', '', 'x42']) expect(number(none), none).to.include('no number');
    expect(number('1 '.repeat(200))).to.include('characters');
  });

  it('is read back from what it is written as', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (value) => {
        expect(number(String(value))).to.equal(value);
      }),
      { seed },
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (value) => {
        expect(number(value.toLocaleString('en'))).to.equal(value);
      }),
      { seed },
    );
  });
});

describe('a mark', () => {
  const choices = { a: '1', b: '2', c: '3', d: '4' };
  const several = (credit: 'each' | 'all') => ({
    question: { id: 'Q1', kind: 'several', points: 3, text: 't', choices, credit } as const,
    key: { kind: 'several', why: 'w', right: ['a', 'b'], feedback: { a: 'A?', b: 'B?', c: 'C?', d: 'D?' } } as const,
  });

  it('of several choices counts the right ones less the wrong ones, and never less than nothing', () => {
    for (const [answer, credit] of [
      ['a, b', 1],
      ['a', 0.5],
      ['a, b, c', 0.5],
      ['a, c', 0],
      ['c, d', 0],
      ['none', 0],
      ['a, b, c, d', 0],
    ] as const)
      expect(mark(several('each'), answer).credit, answer).to.equal(credit);
    for (const [answer, credit] of [
      ['b, a', 1],
      ['a', 0],
      ['a, b, c', 0],
    ] as const)
      expect(mark(several('all'), answer).credit, answer).to.equal(credit);
    expect(mark(several('each'), 'a, c').feedback).to.deep.equal(['C?', 'B?']);
  });

  it('of a number allows what the tolerance allows', () => {
    const of = (tolerance: { absolute: number } | { relative: number }, answer: string): number =>
      mark(
        {
          question: { id: 'Q1', kind: 'number', points: 1, text: 't' },
          key: { kind: 'number', why: 'w', right: 200, tolerance },
        },
        answer,
      ).credit;
    for (const [answer, credit] of [
      ['190', 1],
      ['210', 1],
      ['189', 0],
      ['211', 0],
    ] as const) {
      expect(of({ absolute: 10 }, answer), answer).to.equal(credit);
      expect(of({ relative: 0.05 }, answer), answer).to.equal(credit);
    }
  });

  it('of an answer that is too long says so', () => {
    const text = {
      question: { id: 'Q1', kind: 'text', points: 1, text: 't' },
      key: { kind: 'text', why: 'w', rules: [{ pattern: /yes/, credit: 1, like: ['yes'] }] },
    } as const;
    expect(mark(text, 'yes '.repeat(200)).unclear).to.include('limit is 300');
    expect(mark(text, '**yes**').credit).to.equal(1);
  });
});

describe('what is wrong with questions and keys', () => {
  const question: Question = { id: 'Q1', kind: 'choice', points: 2, text: 'Which?', choices: { a: 'x', b: 'y' } };
  const key = { kind: 'choice', why: 'so', right: 'b', wrong: { a: 'No.' } } as const;

  it('is nothing where all is well', () => {
    expect([...questionProblems([question]), ...keyProblems([question], { Q1: key })]).to.deep.equal([]);
  });

  it('is said with the id and what to do', () => {
    expect(questionProblems([question, question]).join())
      .to.include('Q1: its id has to be Q2')
      .and.include('taken');
    expect(questionProblems([{ ...question, points: 0 }])).to.deep.equal(['Q1: 0 points, it needs more than 0']);
    expect(questionProblems([{ ...question, choices: { a: 'x', c: 'y' } }]).join()).to.include('without a gap');
    expect(questionProblems([{ ...question, text: '# Which?' }]).join()).to.include('heading');
    expect(
      questionProblems([
        { id: 'Q1', kind: 'transcript', points: 1, text: 't', run: { messages: ['a'], least: 2, most: 3 } },
      ]).join(),
    ).to.include('cannot be drawn');
    expect(keyProblems([question], {})).to.deep.equal(['Q1: there is no key to it']);
    expect(keyProblems([], { Q1: key }).join()).to.include('no such question');
    expect(keyProblems([question], { Q1: { kind: 'number', why: 'w', right: 1 } })).to.deep.equal([
      'Q1: the question is choice, its key number',
    ]);
    expect(keyProblems([question], { Q1: { ...key, right: 'c' } }).join()).to.include('there is no choice c');
    expect(keyProblems([question], { Q1: { ...key, wrong: {} } })).to.deep.equal([
      'Q1: "a" is a wrong answer, and gets no feedback',
    ]);
    const text: Question = { id: 'Q1', kind: 'text', points: 1, text: 't' };
    expect(
      keyProblems([text], {
        Q1: { kind: 'text', why: 'w', rules: [{ pattern: /a/g, credit: 1, like: ['b'] }] },
      }).join(),
    )
      .to.include('flags g and y')
      .and.include('"b" should be caught');
    expect(
      keyProblems([{ id: 'Q1', kind: 'open', points: 3, text: 't' }], {
        Q1: { kind: 'open', why: 'w', rubric: [{ points: 1, text: 'x' }], example: 'e' },
      }),
    ).to.deep.equal(['Q1: its rubric gives 1 points, the question has 3']);
  });
});
