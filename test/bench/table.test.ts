import { expect } from 'chai';
import type { RateRow } from '../../src/bench/bench-report.js';
import { benchHeading, benchTable } from '../../src/bench/bench-table.js';

const row = (peer: string, more: Partial<RateRow>): RateRow => ({
  peer,
  rate: null,
  ratio: null,
  cpuMicros: null,
  cpuRatio: null,
  p50: null,
  p99: null,
  p99Ratio: null,
  core: null,
  noise: null,
  errors: 0,
  error: '',
  ...more,
});

const rates = {
  kind: 'rate',
  scenario: 'pingpong',
  title: 'to and fro',
  framing: 'line',
  unit: 'msg',
  base: 'c-limit',
} as const;

describe('the table of a measurement', () => {
  it('has the best first, and numbers under one another', () => {
    const rows = [
      row('node-net', {
        rate: 99_500.4,
        ratio: 0.5,
        cpuMicros: 9.876,
        cpuRatio: 0.51,
        p50: 640.2,
        p99: 1200,
        core: 0.99,
      }),
      row('c-limit', { rate: 201_333, ratio: 1, cpuMicros: 5, cpuRatio: 1, p50: 310, p99: 402.5, core: 1 }),
    ];
    expect(benchTable({ ...rates, rows })).to.equal(
      [
        '',
        'pingpong, line: to and fro',
        '  server      msg/s  of c-limit  by CPU  CPU µs/msg  p50 µs  p99 µs  core',
        '  c-limit   201,333        1.00    1.00        5.00     310     403  1.00',
        '  node-net   99,500        0.50    0.51        9.88     640   1,200  0.99',
        '',
      ].join('\n'),
    );
  });

  it('says what went wrong in the row of the server, and what is not known', () => {
    const text = benchTable({
      ...rates,
      rows: [row('ours', { errors: 2, error: 'connection 0: reply 3 differs near byte 7' })],
    });
    expect(text).to.match(/^ {2}ours( +-){7} {2}2 errors: connection 0: reply 3 differs near byte 7$/m);
  });

  it('warns when other programs were busy', () => {
    expect(benchTable({ ...rates, rows: [row('ours', { rate: 1, noise: 0.35 })] })).to.include(
      'other programs used 0.35 of a processor meanwhile',
    );
    expect(benchTable({ ...rates, rows: [row('ours', { rate: 1, noise: 0.05 })] })).not.to.include('other programs');
  });

  it('has the smallest first where memory is measured', () => {
    const idle = { kind: 'idle', scenario: 'idle', title: 'nothing', framing: 'line' } as const;
    const rows = [
      { peer: 'big', connections: 10, kibPerConnection: 17.77, errors: 0, error: '' },
      { peer: 'unknown', connections: 0, kibPerConnection: null, errors: 1, error: 'refused' },
      { peer: 'small', connections: 10, kibPerConnection: 0.1, errors: 0, error: '' },
    ];
    expect(
      benchTable({ ...idle, rows })
        .split('\n')
        .slice(3),
    ).to.deep.equal([
      '  small               0.1',
      '  big                17.8',
      '  unknown               -  1 error: refused',
      '',
    ]);
    const slow = { kind: 'slow', scenario: 'slow', title: 'a slow reader', framing: 'line' } as const;
    const growth = [
      { peer: 'naive', takenMib: 256, growthMib: 1800, probeWorstMs: 3000.44, errors: 0, error: '' },
      { peer: 'ours', takenMib: 7.5, growthMib: 2.25, probeWorstMs: 3, errors: 0, error: '' },
    ];
    expect(
      benchTable({ ...slow, rows: growth })
        .split('\n')
        .slice(2),
    ).to.deep.equal([
      '  server  MiB taken  MiB grown  others waited ms',
      '  ours          7.5        2.3               3.0',
      '  naive       256.0     1800.0            3000.4',
      '',
    ]);
  });

  it('is headed by how it was measured', () => {
    const about = {
      schema: 1,
      startedAt: '2026-01-01T00:00:00.000Z',
      machine: { platform: 'linux', arch: 'x64', node: '20.20.2', processors: 2 },
      rounds: 3,
      duration: 0.4,
    } as const;
    expect(benchHeading({ ...about, load: 'native', pinned: [0, 1] })).to.equal(
      'C load generator, every reply checked; server on processor 0, load on 1; medians of 3 rounds of 0.4 s; Node 20.20.2, 2 processors\n',
    );
    expect(benchHeading({ ...about, load: 'node', pinned: null })).to.match(
      /^load generator in Node \(no C .*nothing is compared with the C limit\).*not bound/,
    );
  });
});
