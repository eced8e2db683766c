import { expect } from 'chai';
import { isSteady, tally } from '../../../src/cli/commands/grade/repeat/check-tally.js';
import { repeat } from '../../../src/grade/run/repeat.js';
import { tallyLines } from '../../../src/cli/commands/grade/repeat/tally-lines.js';
import { gradedReport, graderErrorReport, startReport } from '../../../src/grade/report/make-report.js';
import { plainCause } from '../../../src/grade/report/to-cause.js';
import type { CheckReport, Report } from '../../../src/grade/report/report.js';

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

function check(id: string, status: Status, message = 'nothing came'): CheckReport {
  const isGood = status === 'pass' || status === 'flaky';
  return {
    id,
    title: id,
    points: 5,
    earned: isGood ? 5 : 0,
    status,
    ...(status === 'fail' || status === 'flaky' ? { cause: plainCause('nothing-came', message) } : {}),
    ...(status === 'skip' ? { needs: ['a'] } : {}),
    ...(status === 'error' ? { error: 'no memory' } : {}),
  };
}

const graded = (a: Status, b: Status, seed = 3): Report =>
  gradedReport({ ...started, seed }, { durationMs: 1, checks: [check('a', a), check('b', b)] });

describe('repeating', () => {
  it('does it so often, never more at once than there are places, and keeps the order', async () => {
    const places = new Set<number>();
    const results = await repeat({ times: 20, jobs: 3 }, async (index, place) => {
      expect(places.has(place), 'a place has one at a time').to.equal(false);
      places.add(place);
      expect(places.size).to.be.at.most(3);
      await new Promise(setImmediate);
      places.delete(place);
      return index;
    });
    expect(results).to.deep.equal(Array.from({ length: 20 }, (_, index) => index));
  });

  it('gives what there is when it is stopped, and begins nothing more', async () => {
    const stop = new AbortController();
    let begun = 0;
    const results = await repeat({ times: 100, jobs: 2, signal: stop.signal }, async (index) => {
      begun++;
      await new Promise(setImmediate);
      if (index === 5) stop.abort();
      stop.signal.throwIfAborted();
      return index;
    });
    expect(results).to.deep.equal([0, 1, 2, 3, 4]);
    expect(begun).to.be.at.most(7);
  });

  it('rejects with a failure only when nothing runs any more', async () => {
    let running = 0;
    const failed = await repeat({ times: 10, jobs: 2 }, async (index) => {
      running++;
      await new Promise(setImmediate);
      if (index === 1) {
        running--;
        throw new Error('no sandbox');
      }
      await new Promise(setImmediate);
      running--;
    }).catch((error: unknown) => error);
    expect(failed).to.be.an.instanceOf(Error).with.property('message', 'no sandbox');
    expect(running).to.equal(0);
  });
});

describe('a tally', () => {
  it('is steady only where every grading had full marks and no check ever failed', () => {
    const steady = (...reports: readonly Report[]): boolean[] => tally(reports).map(isSteady);
    expect(steady(graded('pass', 'pass'), graded('pass', 'pass'))).to.deep.equal([true]);
    expect(steady(graded('pass', 'pass'), graded('pass', 'fail'))).to.deep.equal([false]);
    expect(steady(graded('pass', 'pass'), graded('pass', 'flaky')), 'full marks, but it did fail').to.deep.equal([
      false,
    ]);
    expect(steady(graded('pass', 'pass'), graded('pass', 'error'))).to.deep.equal([false]);
    expect(steady(graded('pass', 'pass'), graderErrorReport(started, 'no sandbox', { durationMs: 1 }))).to.deep.equal([
      false,
    ]);
    expect(tally([])).to.deep.equal([]);
  });

  it('calls flaky what passes and fails, and not what always fails or is left out', () => {
    const [one] = tally([graded('pass', 'pass'), graded('fail', 'skip'), graded('pass', 'fail')]);
    expect(one?.checks.map(({ id, flaky }) => [id, flaky])).to.deep.equal([
      ['a', true],
      ['b', true],
    ]);
    const [other] = tally([graded('fail', 'skip'), graded('fail', 'skip')]);
    expect(other?.checks.map(({ flaky, failed, skipped }) => ({ flaky, failed, skipped }))).to.deep.equal([
      { flaky: false, failed: 2, skipped: 0 },
      { flaky: false, failed: 0, skipped: 2 },
    ]);
  });

  it('counts causes, and names the first seed with which each came', () => {
    const [one] = tally([graded('pass', 'pass', 7), graded('fail', 'pass', 8), graded('fail', 'pass', 9)]);
    expect(one?.checks[0]?.causes).to.deep.equal([
      { kind: 'nothing-came', message: 'nothing came', times: 2, seed: 8 },
    ]);
    expect(one).to.include({ full: 1, runs: 3 });
  });

  it('is written on lines that are safe to show and no wider than asked', () => {
    const hostile = gradedReport(started, {
      durationMs: 1,
      checks: [check('a', 'fail', `\x1b[2J${'x '.repeat(400)}`), check('b', 'pass')],
    });
    for (const one of tally([hostile, graded('pass', 'pass')])) {
      const lines = tallyLines(one, 80);
      expect(lines.filter((line) => line.length > 80 || line.includes('\x1b'))).to.deep.equal([]);
      expect(lines[0]).to.equal('server: full marks 1 of 2 times; 1 of 2 checks is flaky');
    }
  });
});
