import { defined } from '../../../src/core/defined.js';
import { expect } from 'chai';
import { labQuestionDrawer } from '../../../src/cli/lab-question-drawer.js';
import { findLab, labKey } from '../../../src/compose/labs.js';
import { gradeAnswers, type HandedIn } from '../../../src/grade/answers/grade-answers.js';
import { parseReview, withMark, withReview } from '../../../src/grade/answers/review.js';
import { forStudent } from '../../../src/grade/report/for-student.js';
import { startReport } from '../../../src/grade/report/make-report.js';
import { parseReport } from '../../../src/grade/report/parse-report.js';
import { writeReport } from '../../../src/grade/report/report-writer.js';
import type { CheckReport, Report } from '../../../src/grade/report/report.js';
import type { Key } from '../../../src/lab/question-key.js';
import { keyTexts } from '../../support/key-texts.js';
import { writers } from '../report/all-writers.js';

const lab = await findLab('messages');
const key = (await labKey(lab)) as Key;
const sheetOf = await labQuestionDrawer(lab);

const started = startReport({
  tool: { name: 'wirelab', version: '1' },
  lab,
  role: 'answers',
  seed: 0,
  sandbox: 'none',
  submission: { name: 'ada' },
  maxScore: 18,
  startedAt: new Date(0),
});
const run = JSON.stringify({
  schema: 1,
  lab: { number: 2, slug: 'messages' },
  transcript: [
    { dir: 'send', bytes: 'aGk=' },
    { dir: 'receive', bytes: 'aA==' },
    { dir: 'receive', bytes: 'aQ==' },
  ],
});

const RIGHT = {
  Q1: 'lines',
  Q2: '24',
  Q3: 'b',
  Q4: '4',
  Q5: 'a, b, e, f',
  Q6: String(
    key.Q6?.kind === 'transcript'
      ? key.Q6.right(sheetOf().exchanges.get('Q6') ?? { firstSequence: { client: 0, server: 0 }, segments: [] })
      : '',
  ),
  Q7: '2',
};

function grade(
  answers: Readonly<Record<string, string>>,
  options: {
    readonly key?: Key | undefined;
    readonly extra?: string;
    readonly variant?: string;
    readonly run?: string | undefined;
  } = { key },
): Report {
  const text = `${Object.entries(answers)
    .map(([id, answer]) => `## ${id}\n\n${answer}\n`)
    .join('\n')}\n${options.extra ?? ''}`;
  const own = 'run' in options ? options.run : run;
  const handedIn: HandedIn = {
    file: 'answers.md',
    bytes: new TextEncoder().encode(text),
    ...defined({ run: own === undefined ? undefined : new TextEncoder().encode(own) }),
  };
  const { key: used } = 'key' in options ? options : { key };
  const report = gradeAnswers(started, handedIn, {
    lab,
    sheetOf,
    ...defined({ key: used, variant: options.variant }),
  });
  return parseReport(JSON.parse(JSON.stringify(report)));
}

const of = (report: Report, id: string): CheckReport => report.checks.find((check) => check.id === id) as CheckReport;

describe('the report on written answers', () => {
  it('has full marks for what is right, and what a person has to read counts in neither sum', () => {
    const report = grade(RIGHT);
    expect(report.checks.map(({ id, status }) => `${id} ${status}`)).to.deep.equal([
      'Q1 skip',
      'Q2 pass',
      'Q3 pass',
      'Q4 pass',
      'Q5 pass',
      'Q6 pass',
      'Q7 pass',
    ]);
    expect(report).to.include({ outcome: 'graded', score: 14, maxScore: 14 });
    expect(of(report, 'Q1')).to.deep.include({ review: { done: false }, answer: 'lines' });
  });

  it('tells a missing, an empty, a doubled and an unknown answer, each by itself', () => {
    const rest = Object.fromEntries(Object.entries(RIGHT).filter(([id]) => id !== 'Q3'));
    const report = grade({ ...rest, Q2: ' <!-- nothing --> ' }, { extra: '## Q4\n\n5\n\n## Q9\n\nx\n' });
    expect(of(report, 'Q3').cause).to.include({
      kind: 'not-answered',
      message: 'there is no heading "## Q3" with an answer',
    });
    expect(of(report, 'Q2').cause?.message).to.include('nothing is written under its heading in line');
    expect(of(report, 'Q4').cause).to.deep.include({ kind: 'unclear-answer' });
    expect(of(report, 'Q4').cause?.message).to.include('answered 2 times');
    expect(report.findings.map(({ message }) => message).join())
      .to.include('answers Q9')
      .and.include('Q1 to Q7');
    expect(of(grade(RIGHT, { extra: '## Q4\n\n4\n' }), 'Q4').status, 'the same answer twice').to.equal('pass');
  });

  it('gives the feedback of a common mistake, and part of the points where the key does', () => {
    const report = grade({ ...RIGHT, Q2: '25 calls', Q5: 'a, b, e' });
    expect(of(report, 'Q2')).to.include({ status: 'fail', earned: 1 });
    expect(of(report, 'Q2').hint).to.include('empty read');
    expect(of(report, 'Q5').earned).to.equal(3);
  });

  it("says what is missing or wrong about a run of the student's own", () => {
    for (const [own, says] of [
      [undefined, 'hand in run.json'],
      ['{', 'not JSON'],
      ['{}', 'no transcript'],
      [run.replace('messages', 'echo'), 'of another lab'],
      [run.replace('"send"', '"x"'), 'entries that'],
    ] as const) {
      expect(of(grade(RIGHT, { run: own }), 'Q7').cause?.message, String(own)).to.include(says);
    }
  });

  it('is not gradable without any heading, and says what hides them', () => {
    expect(grade({})).to.include({ outcome: 'not-gradable' });
    expect(grade({}, { extra: '```\n## Q1\nx\n' }).reason)
      .to.include('## Q1')
      .and.include('hides the heading');
  });

  it('tells answers to another variant', () => {
    expect(grade(RIGHT, { variant: 'abc' }).findings.map(({ kind }) => kind)).to.deep.equal(['other-variant']);
    expect(grade(RIGHT).findings).to.deep.equal([]);
  });

  it('says without a key only which answers cannot be read', () => {
    const report = grade({ ...RIGHT, Q2: 'many', Q3: 'a, b' }, { key: undefined });
    expect(report.checks.map(({ status }) => status)).to.deep.equal([
      'skip',
      'fail',
      'fail',
      'skip',
      'skip',
      'skip',
      'skip',
    ]);
    expect(grade(RIGHT, { key: undefined })).to.include({ score: 0, maxScore: 0 });
  });

  it('never has the key in what students see, in any format, whatever was answered', async () => {
    const secrets = keyTexts(key)
      .filter(({ isFeedback }) => !isFeedback)
      .map(({ text }) => text);
    for (const answers of [RIGHT, { ...RIGHT, Q2: '1', Q3: 'a', Q4: '99', Q5: 'c', Q6: '0', Q7: '0' }, { Q1: '?' }]) {
      for (const writer of writers) {
        const text = writeReport(writer, grade(answers));
        for (const secret of secrets) expect(text, writer.name).to.not.include(secret);
        expect(text.replace(/<style>[^]*<\/style>/, ''), writer.name).to.not.match(/(?<!not |partly )right: /);
      }
    }
    expect(
      writeReport((await import('../../../src/grade/report/writers/json.js')).default, grade({ ...RIGHT, Q2: '1' }), {
        audience: 'staff',
      }),
    ).to.include('right: 24');
  });
});

describe('a review of open answers', () => {
  const at = new Date(0);
  const report = grade(RIGHT);

  it('adds the points to both sums, with the comment for the student', () => {
    const marked = parseReport(
      withReview(report, withMark(undefined, report, 'Q1', { points: 3, comment: 'and the end?', by: 'tim' }, at)),
    );
    expect(marked).to.include({ score: 17, maxScore: 18 });
    expect(of(forStudent(marked), 'Q1')).to.deep.include({
      status: 'fail',
      earned: 3,
      review: { done: true, comment: 'and the end?', by: 'tim', at: at.toISOString() },
    });
    expect(of(withReview(report, withMark(undefined, report, 'Q1', { points: 4 }, at)), 'Q1').status).to.equal('pass');
  });

  it('comes to the same when it is added twice, and is taken back where the mark is gone', () => {
    const review = withMark(undefined, report, 'Q1', { points: 0 }, at);
    const once = withReview(report, review);
    expect(withReview(once, review)).to.deep.equal(once);
    expect(withReview(once, { ...review, marks: {} })).to.deep.equal(report);
  });

  it('does not count for an answer that has changed since', () => {
    const changed = withReview(
      grade({ ...RIGHT, Q1: 'other lines' }),
      withMark(undefined, report, 'Q1', { points: 4 }, at),
    );
    expect(changed).to.include({ score: 14, maxScore: 14 });
    expect(changed.findings.map(({ kind }) => kind)).to.deep.equal(['answer-changed']);
  });

  it('is refused for other questions, and beyond the points that there are', () => {
    expect(() => withMark(undefined, report, 'Q2', { points: 1 }, at)).to.throw(
      RangeError,
      'Q2 is not marked by people',
    );
    expect(() => withMark(undefined, report, 'Q8', { points: 1 }, at)).to.throw(RangeError, 'to mark: Q1');
    for (const points of [5, -1, NaN])
      expect(() => withMark(undefined, report, 'Q1', { points }, at)).to.throw(RangeError, 'give from 0 to 4');
    for (const text of ['', '{}', '{"schema":1,"lab":"x","marks":{"x":1}}'])
      expect(() => parseReview(text)).to.throw(Error);
  });
});
