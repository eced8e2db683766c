import { expect } from 'chai';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NumberedLab } from '../../src/lab/numbered-lab.js';
import type { Report } from '../../src/grade/report/report.js';
import { nextTask, tasks } from '../../src/progress/next-task.js';
import { isDone, noProgress, withReport } from '../../src/progress/progress.js';
import { ProgressFile, ProgressFileError } from '../../src/progress/progress-file.js';

const check = (id: string, points: number, status: 'pass' | 'fail'): Report['checks'][number] => ({
  id,
  title: `It does ${id}`,
  points,
  earned: status === 'pass' ? points : 0,
  status,
  ...(status === 'fail'
    ? {
        cause: { kind: 'exited', step: 0, expected: '', actual: '', offset: null, message: 'it has ended' },
        hint: 'do not end',
      }
    : {}),
});

const report = (
  slug: string,
  role: Report['role'],
  checks: Report['checks'],
  outcome: Report['outcome'] = 'graded',
): Report => ({
  schema: 1,
  tool: { name: 'wirelab', version: '0' },
  lab: { number: 1, slug, title: slug },
  role,
  submission: { name: 'server.py', sha256: null, command: null, port: null },
  seed: 1,
  sandbox: 'bubblewrap',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1,
  score: checks.reduce((sum, { earned }) => sum + earned, 0),
  maxScore: checks.reduce((sum, { points }) => sum + points, 0),
  outcome,
  checks,
  findings: [],
  ...(outcome === 'graded' ? {} : { reason: 'it does not compile' }),
});

const lab = (number: number, slug: string, asked: Partial<Pick<NumberedLab, 'checks'>>): NumberedLab => ({
  number,
  slug,
  folder: '',
  title: slug,
  summary: '',
  server: { transport: 'tcp', framing: 'line', handler: 'echo', port: 1 },
  ...asked,
});

const some = [{ id: 'a', title: 'a', points: 1, because: '', script: { steps: [] } }] as const;
const labs = [
  lab(2, 'later', { checks: { client: some } }),
  lab(1, 'first', { checks: { server: some, client: some } }),
];

describe('progress', () => {
  it('begins with the first lab, and has only work that a lab asks for', () => {
    expect(tasks(labs, noProgress).map(({ lab: { slug }, work }) => `${slug} ${work}`)).to.deep.equal([
      'first server',
      'first client',
      'later client',
    ]);
    expect(nextTask(labs, noProgress)).to.deep.include({ work: 'server' });
  });

  it('goes on when a piece of work has full marks, and to nothing when all has', () => {
    const done = (['server', 'client'] as const).reduce(
      (progress, role) => withReport(progress, report('first', role, [check('a', 5, 'pass')]), 'x'),
      noProgress,
    );
    expect(nextTask(labs, done)?.lab.slug).to.equal('later');
    expect(nextTask(labs, withReport(done, report('later', 'client', [check('a', 5, 'pass')]), 'x'))).to.equal(
      undefined,
    );
  });

  it('keeps the last result with the first failure, and the best', () => {
    const good = withReport(
      noProgress,
      report('first', 'server', [check('a', 5, 'pass'), check('b', 5, 'fail')]),
      'server.py',
    );
    const worse = withReport(
      good,
      report('first', 'server', [check('a', 5, 'fail'), check('b', 5, 'fail')]),
      'server.py',
    );
    expect(worse.labs.first?.server).to.deep.include({
      score: 0,
      best: { score: 5, maxScore: 10 },
      wrong: { check: 'a', title: 'It does a', message: 'it has ended', hint: 'do not end' },
    });
  });

  it('counts a program that cannot be graded as not done, and does not count what the grader has failed at', () => {
    const broken = withReport(noProgress, report('first', 'server', [], 'not-gradable'), 'x');
    expect(isDone(broken.labs.first?.server)).to.equal(false);
    expect(broken.labs.first?.server?.wrong?.message).to.equal('it does not compile');
    expect(withReport(noProgress, report('first', 'server', [], 'grader-error'), 'x')).to.equal(noProgress);
  });
});

describe('ProgressFile', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('is found from the folders below the one where it was begun', async () => {
    const below = join(folder, 'lab', 'mine');
    mkdirSync(below, { recursive: true });
    expect(ProgressFile.find(below)?.path.startsWith(folder) ?? false).to.equal(false);
    const begun = await ProgressFile.begin(folder);
    expect(ProgressFile.find(below)?.path).to.equal(begun.path);
    expect(await begun.read()).to.equal(noProgress);
  });

  it('reads what it has written', async () => {
    const file = await ProgressFile.begin(folder);
    const progress = withReport(noProgress, report('first', 'server', [check('a', 5, 'fail')]), 'x');
    await file.write(progress);
    expect(await file.read()).to.deep.equal(progress);
  });

  it('refuses what is no progress, and leaves it as it is', async () => {
    const file = await ProgressFile.begin(folder);
    writeFileSync(file.path, '{"schema": 7}');
    const error: unknown = await file.read().catch((caught: unknown) => caught);
    expect(error).to.be.instanceOf(ProgressFileError);
    expect(readFileSync(file.path, 'utf8')).to.equal('{"schema": 7}');
  });
});
