import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wirelab } from '../support/wirelab.js';

describe('wirelab review', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wirelab-review-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const grade = (name: string, answer: string): ReturnType<typeof wirelab> => {
    writeFileSync(join(folder, `${name}.md`), `## Q1\n\n${answer}\n`);
    return wirelab(['grade', '1', `${name}.md`, '--role', 'answers', '--format', 'json', '--out', `${name}.json`], {
      cwd: folder,
    });
  };
  const review = (words: readonly string[], input = ''): ReturnType<typeof wirelab> =>
    wirelab(['review', ...words], { cwd: folder, input });
  const score = (name: string): number =>
    (JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as { score: number }).score;

  it('lists what waits, takes points one by one or from a prompt, and keeps them when the same answer is graded again', async () => {
    for (const name of ['ada', 'bob', 'eve']) await grade(name, `the answer of ${name}`);
    expect((await review(['list', '.'])).stdout.trim().split('\n')).to.have.lengthOf(3);
    expect(
      (await review(['score', 'ada.json', 'Q1', '--points', '2.5', '--comment', 'and the backlog?'])).status,
    ).to.equal(0);
    const { stdout, stderr } = await review(['.', '--question', 'Q1'], '9\n4\ngood\nq\n');
    expect(stdout).to.include('rubric:').and.include('the answer of bob').and.not.include('the answer of ada');
    expect(stderr).to.include('a number from 0 to 4').and.include('1 answer marked, 1 still waiting');
    await grade('ada', 'the answer of ada');
    expect([score('ada'), score('bob'), score('eve')]).to.deep.equal([2.5, 4, 0]);
    await grade('ada', 'another answer');
    expect(score('ada')).to.equal(0);
    const { answers } = JSON.parse((await review(['list', '.', '--json'])).stdout) as {
      answers: { submission: string; done: boolean }[];
    };
    expect(answers.map(({ submission, done }) => `${submission} ${done}`)).to.deep.equal([
      'ada.md false',
      'bob.md true',
      'eve.md false',
    ]);
  });

  it('refuses in one line what cannot be marked', async () => {
    for (const [words, says] of [
      [[], 'say what to review'],
      [['list'], 'say which reports'],
      [['nowhere'], 'no such report or folder'],
      [['score', 'eve.json', 'Q1'], '--points takes a number'],
      [['score', 'eve.json', 'Q1', '--points', '5'], 'give from 0 to 4'],
      [['score', 'eve.json', 'Q2', '--points', '1'], 'not marked by people'],
      [['score', 'eve.md', 'Q1', '--points', '1'], 'eve.md'],
    ] as const) {
      const { status, stderr } = await review(words);
      expect(status, stderr).to.equal(2);
      expect(stderr.trim().split('\n')).to.have.lengthOf(1);
      expect(stderr).to.include(says);
    }
  });
});
