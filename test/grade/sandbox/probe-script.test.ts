import { expect } from 'chai';
import type { Wall } from '../../../src/grade/sandbox/inner-box.js';
import { PROBE_PROCESSES, probeScript } from '../../../src/grade/sandbox/probe-script.js';
import { needs } from '../../support/needs.js';
import { Remote, removeStaged, staged } from './remote.js';

describe('the probe of a box', () => {
  let remote: Remote;

  before(needs('bwrap'));
  before(async () => {
    remote = await Remote.open(staged({}), 30);
  });
  after(() => remote.close());
  after(removeStaged);

  async function open(...without: readonly Wall[]): Promise<string[]> {
    const { stdout } = await remote.runWith({
      command: ['sh', '-c', probeScript, 'sh'],
      limits: { processes: PROBE_PROCESSES },
      without,
    });
    return stdout.split('\n').filter((line) => line !== '');
  }

  it('finds nothing open', async () => {
    expect(await open()).to.deep.equal([]);
  });

  const walls: readonly (readonly [walls: readonly Wall[], found: readonly string[]])[] = [
    [['seccomp'], ['open all system calls']],
    [
      ['seccomp', 'no-user-namespaces'],
      ['open new user namespaces', 'open all system calls'],
    ],
    [['limits'], ['open any number of processes']],
    [['read-only-root'], ['open writing to /']],
  ];
  for (const [without, found] of walls) {
    it(`finds it when there is no ${without.join(' and no ')}`, async () => {
      expect(await open(...without)).to.deep.equal(found);
    });
  }
});
