import { defined } from '../../../src/core/defined.js';
import { expect } from 'chai';
import { join } from 'node:path';
import { labProblems } from '../../../src/grade/run/lab-problems.js';
import { knownPrograms, problemOf, type KnownProgram } from '../../../src/grade/run/known-program.js';
import type { Report } from '../../../src/grade/report/report.js';
import type { Check } from '../../../src/lab/check.js';
import { removeFolders } from '../../support/checkout.js';
import { folderWith } from '../../support/graded.js';

const check = (id: string, points: number, because: string): Check => ({
  id,
  title: id,
  points,
  because,
  script: { steps: [] },
});
const sheet = (task: string): string => `# Lab 15: Quotes\n\n## What to build\n\n${task}\n\n## Step by step\n`;

/** What is wrong with a lab of these files, whose server has checks. */
function faults(files: Readonly<Record<string, string>>, ...server: readonly Check[]): readonly string[] {
  const lab = {
    folder: folderWith(files),
    checks: { server },
    server: { transport: 'tcp', framing: 'line', handler: 'echo', port: 5015 },
  } as const;
  return labProblems(lab, knownPrograms(lab as never));
}

describe('a lab itself', () => {
  after(removeFolders);

  const task = 'A server on port 5015. It sends every\nline back.';
  const starter = { 'starter/server.py': '# YOUR PART: serve\n' };

  it('is right when its points, sentences, port and starters are', () => {
    expect(
      faults({ 'README.md': sheet(task), ...starter }, check('lines', 100, 'It sends every line back.')),
    ).to.deep.equal([]);
  });

  it('has to give 100 points', () => {
    expect(
      faults({ 'README.md': sheet(task), ...starter }, check('lines', 90, 'It sends every line back.')),
    ).to.deep.equal(['the checks of a server give 90 points, not 100']);
  });

  it('has to have the sentences that its checks rest on', () => {
    const [failure] = faults({ 'README.md': sheet(task), ...starter }, check('lines', 100, 'It sends each line back.'));
    expect(failure).to.equal(
      'server lines rests on a sentence that "What to build" of README.md does not have: It sends each line back.',
    );
  });

  it('has to name its port', () => {
    const [failure] = faults(
      { 'README.md': sheet('It sends every line back.'), ...starter },
      check('lines', 100, 'It sends every line back.'),
    );
    expect(failure).to.equal('README.md does not name port 5015, which lab.ts has');
  });

  it('has to have a sheet', () => {
    expect(faults({ 'lab.ts': '' })).to.deep.equal(['there is no README.md: a lab needs its sheet']);
  });

  it('has to say what is to be built', () => {
    expect(faults({ 'README.md': '# Lab 15\n' })).to.deep.equal([
      'README.md has no section "## What to build": checks rest on its sentences',
    ]);
  });

  it('has starters that say where to write', () => {
    expect(
      faults(
        { 'README.md': sheet(task), 'starter/server.py': 'pass\n' },
        check('lines', 100, 'It sends every line back.'),
      ),
    ).to.deep.equal([`${join('starter', 'server.py')} does not say YOUR PART where students have to write`]);
  });
});

describe('a program that comes with a lab', () => {
  const program = (kind: KnownProgram['kind'], fails?: string): KnownProgram => ({
    path: `/lab/${kind}/server.py`,
    kind,
    role: 'server',
    ...defined({ fails }),
  });
  const report = (status: string, outcome = 'graded'): Report =>
    ({
      outcome,
      reason: 'it does not compile',
      score: status === 'pass' ? 100 : 0,
      maxScore: 100,
      checks: [{ id: 'lines', status }],
    }) as unknown as Report;

  for (const [what, known, told, problem] of [
    ['a solution that passes', program('solution'), report('pass'), undefined],
    [
      'a solution that does not',
      program('solution'),
      report('fail'),
      'a solution has to pass everything; it does not pass lines',
    ],
    ['a starter that fails', program('starter'), report('fail'), undefined],
    ['a starter that passes', program('starter'), report('pass'), 'a starter must not pass'],
    [
      'a starter that cannot be graded',
      program('starter'),
      report('skip', 'not-gradable'),
      'a starter has to be gradable: it does not compile',
    ],
    ['a wrong one that fails as it says', program('wrong', 'lines'), report('fail'), undefined],
    [
      'a wrong one that passes',
      program('wrong', 'lines'),
      report('pass'),
      'it has to fail lines and nothing else; it fails nothing',
    ],
    [
      'a wrong one that names no check',
      program('wrong'),
      report('fail'),
      'the first line of server.py has to say which check it fails: wirelab: fails ID',
    ],
    [
      'a wrong one that names a check that is not there',
      program('wrong', 'line'),
      report('fail'),
      'its first line names a check that a server does not have: no check line; did you mean lines? known: lines',
    ],
  ] as const) {
    it(`is judged: ${what}`, () => {
      expect(problemOf(known, told)).to.equal(problem);
    });
  }
});
