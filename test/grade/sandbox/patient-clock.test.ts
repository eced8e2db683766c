import { expect } from 'chai';
import { PatientClock } from '../../../src/grade/sandbox/patient-clock.js';
import { VirtualTime } from '../../support/simulated-network.js';

/** How long a wait of `ms` takes where so many want each processor, and this process itself runs late. */
function waited(ms: number, crowd: (now: number) => number, late = 0): number {
  const time = new VirtualTime();
  const clock = new PatientClock(() => crowd(time.now), {
    now: () => time.now,
    after: (after, run) => time.after(after + late, run),
  });
  const begin = time.now;
  let end = NaN;
  clock.after(ms, () => {
    end = time.now;
  });
  while (time.step());
  return end - begin;
}

describe('a patient clock', () => {
  it('goes as others do on a machine that is not overloaded', () => {
    expect(waited(2000, () => 0)).to.be.closeTo(2000, 1);
    expect(waited(2000, () => 2)).to.be.closeTo(2000, 1);
    expect(waited(3, () => 0)).to.be.closeTo(3, 1);
  });

  it('goes the slower the more want each processor, up to a limit', () => {
    expect(waited(2000, () => 6)).to.be.closeTo(6000, 150);
    expect(waited(2000, () => 20)).to.be.closeTo(20_000, 300);
    expect(waited(2000, () => 1e6)).to.be.closeTo(40_000, 500);
  });

  it('follows what happens while it waits', () => {
    expect(waited(2000, (now) => (now < 1000 ? 0 : 8))).to.be.closeTo(1000 + 4000, 300);
  });

  it('does not count what this process has slept through', () => {
    // Each tick comes 5 s late, and counts for a quarter of a second.
    expect(waited(2000, () => 0, 5000)).to.be.greaterThan(35_000);
  });

  it('does not run what was cancelled', () => {
    const time = new VirtualTime();
    const clock = new PatientClock(() => 0, { now: () => time.now, after: (ms, run) => time.after(ms, run) });
    let ran = false;
    const cancel = clock.after(1000, () => {
      ran = true;
    });
    time.step();
    cancel();
    while (time.step());
    expect(ran).to.equal(false);
  });
});
