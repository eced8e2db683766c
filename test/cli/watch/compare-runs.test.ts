import { expect } from 'chai';
import { gradedReport, notGradableReport, startReport } from '../../../src/grade/report/make-report.js';
import { plainCause } from '../../../src/grade/report/to-cause.js';
import type { CheckReport, Report } from '../../../src/grade/report/report.js';
import { changeLines } from '../../../src/cli/commands/grade/watch/change-lines.js';
import { compareRuns } from '../../../src/cli/commands/grade/watch/compare-runs.js';

type Status = CheckReport['status'];

const started = startReport({
  tool: { name: 'wirelab', version: '0' },
  lab: { number: 1, slug: 'echo', title: 'Echo' },
  role: 'server',
  submission: { name: 's.py' },
  seed: 3,
  sandbox: 'bubblewrap',
  maxScore: 10,
  startedAt: new Date(0),
});

function report(statuses: Readonly<Record<string, Status>>, hidden: readonly string[] = []): Report {
  const checks = Object.entries(statuses).map(([id, status]): CheckReport => ({
    id,
    title: `title of ${id}`,
    points: 5,
    earned: status === 'pass' ? 5 : 0,
    status,
    ...(hidden.includes(id) ? { hidden: true } : {}),
    ...(status === 'fail' ? { cause: plainCause('nothing-came', `secret of ${id}`) } : {}),
    ...(status === 'skip' ? { needs: ['a'] } : {}),
  }));
  return gradedReport(started, { durationMs: 1, checks });
}

describe('what changes between two runs', () => {
  it('is what now passes, now fails, still fails, and is no longer tried', () => {
    const change = compareRuns(
      report({ a: 'fail', b: 'pass', c: 'fail', d: 'pass', e: 'skip' }),
      report({ a: 'pass', b: 'fail', c: 'fail', d: 'skip', e: 'fail' }),
    );
    const ids = (checks: readonly CheckReport[]): string[] => checks.map(({ id }) => id);
    expect(ids(change.nowPass)).to.deep.equal(['a']);
    expect(ids(change.nowFail)).to.deep.equal(['b', 'e']);
    expect(ids(change.stillFail)).to.deep.equal(['c']);
    expect(ids(change.notTried)).to.deep.equal(['d']);
  });

  it('is shown with the points first, and the first failure in full last', () => {
    const text = changeLines(compareRuns(report({ a: 'fail', b: 'pass' }), report({ a: 'pass', b: 'fail' })), {
      width: 80,
    }).join('\n');
    expect(text).to.match(
      /^lab 1 Echo, server: s\.py\npoints: 5 of 10 → 5 of 10\nnow passes:\n {2}title of a\nnow fails:\n {2}title of b\n\nwhat fails: title of b\n/,
    );
    expect(text).to.contain('secret of b');
  });

  it('says so where there is no change, and where everything passes', () => {
    const same = changeLines(compareRuns(report({ a: 'pass' }), report({ a: 'pass' })), { width: 80 });
    expect(same.slice(1)).to.deep.equal([
      'points: 5 of 5 → 5 of 5: everything passes',
      'every check ends as it did in the last run',
    ]);
  });

  it('tells a student nothing of a hidden check but that it fails', () => {
    const change = compareRuns(report({ a: 'pass' }, ['a']), report({ a: 'fail' }, ['a']));
    expect(changeLines(change, { width: 80 }).join('\n'))
      .to.contain('title of a')
      .and.not.contain('secret');
    expect(changeLines(change, { width: 80, audience: 'staff' }).join('\n')).to.contain('secret');
  });

  it('shows why a submission is not gradable any more', () => {
    const broken = notGradableReport(started, 'the program does not compile:\nserver.c:3: error', { durationMs: 1 });
    const lines = changeLines(compareRuns(report({ a: 'pass' }), broken), { width: 80 });
    expect(lines[1]).to.equal('points: 5 of 5 → not graded');
    expect(lines).to.include('server.c:3: error');
  });
});
