import { expect } from 'chai';
import type { RateSample } from '../../src/bench/load.js';
import { median, summarise } from '../../src/bench/medians.js';

const sample = (rate: number, more: Partial<RateSample> = {}): RateSample => ({
  rate,
  p50: 10,
  p99: 20,
  cpuMicros: 5,
  core: 0.9,
  noise: 0.1,
  errors: 0,
  error: '',
  ...more,
});

describe('a median', () => {
  it('is the value in the middle, or between the two there', () => {
    expect(median([3, 1, 2])).to.equal(2);
    expect(median([4, 1, 3, 2])).to.equal(2.5);
    expect(median([7])).to.equal(7);
    expect(median([])).to.equal(null);
  });
});

describe('the rows of a table', () => {
  it('compare within a round, so that a slow round does not count against one of the two', () => {
    const rows = summarise(
      new Map([
        ['c', [sample(100), sample(10), sample(1000)]],
        ['ours', [sample(60), sample(6), sample(500)]],
      ]),
      'c',
    );
    expect(rows.map(({ peer, rate, ratio }) => ({ peer, rate, ratio }))).to.deep.equal([
      { peer: 'c', rate: 100, ratio: 1 },
      { peer: 'ours', rate: 60, ratio: 0.6 },
    ]);
  });

  it('compare processor time and the 99th percentile as well', () => {
    const [, ours] = summarise(
      new Map([
        ['c', [sample(100)]],
        ['ours', [sample(50, { cpuMicros: 20, p99: 30 })]],
      ]),
      'c',
    );
    expect(ours).to.include({ cpuMicros: 20, cpuRatio: 0.25, p99: 30, p99Ratio: 1.5 });
  });

  it('leave out rounds with errors, and tell them', () => {
    const [, ours] = summarise(
      new Map([
        ['c', [sample(100), sample(100)]],
        ['ours', [sample(1, { errors: 2, error: 'connection 0: closed' }), sample(50)]],
      ]),
      'c',
    );
    expect(ours).to.include({ rate: 50, ratio: 0.5, errors: 2, error: 'connection 0: closed' });
  });

  it('do not compare with what failed, nor with what is not known', () => {
    const failed = sample(0, { errors: 1, error: 'refused' });
    expect(
      summarise(
        new Map([
          ['c', [failed]],
          ['ours', [sample(50)]],
        ]),
        'c',
      )[1],
    ).to.include({ rate: 50, ratio: null, cpuRatio: null });
    expect(summarise(new Map([['ours', [failed]]]), 'c')[0]).to.include({
      rate: null,
      ratio: null,
      p50: null,
      errors: 1,
    });
    expect(summarise(new Map([['c', [sample(9, { cpuMicros: null })]]]), 'c')[0]).to.include({
      cpuMicros: null,
      cpuRatio: null,
      ratio: 1,
    });
  });
});
