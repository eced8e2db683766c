import { expect } from 'chai';
import fc from 'fast-check';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { processTable } from '../../../src/grade/sandbox/process-table.js';
import { needs } from '../../support/needs.js';
import { seed } from '../../support/seed.js';
import { bundled } from './bundled.js';
import { Remote, removeStaged, staged } from './remote.js';

// On the build machine a slice; WIRELAB_KILLS=1000 for a night.
const RUNS = Number(process.env.WIRELAB_KILLS ?? 25);
const LONGEST_MS = 80;
const GONE_WITHIN_MS = 10_000;
const PROGRAMS = fileURLToPath(new URL('./fixtures/attacks', import.meta.url));

describe('whatever is killed, and whenever', function () {
  this.timeout(30_000 + RUNS * 2000);
  let folder: string;
  let worker: string;

  before(needs('bwrap', 'python3'));
  before(async () => {
    folder = staged({}, PROGRAMS);
    worker = await bundled('remote-worker');
    await bundled('run-as-user');
  });
  after(removeStaged);

  /** Processes of the boxes of this test: their command lines name the worker's bundle or the daemon. */
  function ours(): string[] {
    return processTable()
      .filter(({ alive, pid }) => alive && pid !== process.pid)
      .flatMap(({ pid }) => {
        try {
          const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
          return command.includes(dirname(worker)) || command.includes('daemon.py stay')
            ? [`${pid}: ${command.slice(0, 200)}`]
            : [];
        } catch {
          return [];
        }
      });
  }

  async function untilGone(): Promise<readonly string[]> {
    const begin = performance.now();
    for (let left = ours(); ; left = ours()) {
      if (left.length === 0 || performance.now() - begin > GONE_WITHIN_MS) return left;
      await wait(2);
    }
  }

  it('a program: the worker ends all of it, and goes on', async () => {
    const remote = await Remote.open(folder, 20);
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 0, max: LONGEST_MS }),
          fc.constantFrom('box', 'first', 'program'),
          async (delay, victim) => {
            const program = await remote.start('python3', 'daemon.py', 'stay');
            await wait(delay);
            const { processes } = await remote.look();
            const children = (pid: number): number[] =>
              processes.filter(({ parent }) => parent === pid).map((entry) => entry.pid);
            const [first] = children(program.pid);
            const [main] = first === undefined ? [] : children(first);
            const inside = victim === 'first' ? first : main;
            const pid = victim === 'box' ? program.pid : inside;
            await remote.ask({ ask: 'kill', pid: pid ?? program.pid });
            await program.exited();
            expect(
              (await remote.look()).processes.filter(({ alive }) => alive).map((entry) => entry.name),
            ).to.have.lengthOf(2);
          },
        ),
        { seed, numRuns: RUNS },
      );
    } finally {
      await remote.close();
    }
    expect(await untilGone()).to.deep.equal([]);
  });

  it('the worker: the slot says so, and nothing is left', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: LONGEST_MS }), async (delay) => {
        const remote = await Remote.open(folder, 21);
        const { pid } = await remote.look();
        const asked = [remote.start('python3', 'daemon.py', 'stay'), remote.start('python3', 'daemon.py', 'stay')];
        await wait(delay);
        void remote.ask({ ask: 'kill', pid }).catch(() => undefined);
        await Promise.allSettled(asked);
        expect(await remote.closed).to.deep.include({ reason: 'died', nothingLeft: true });
        expect(await untilGone()).to.deep.equal([]);
      }),
      { seed, numRuns: Math.ceil(RUNS / 3) },
    );
  });

  it('the grader: nothing is left', async () => {
    const words = JSON.stringify({ worker, staged: folder, specs: [{ command: ['python3', 'daemon.py', 'stay'] }] });
    const grader = await bundled('run-as-user');
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 4 * LONGEST_MS }),
        fc.constantFrom('SIGKILL' as const, 'SIGTERM' as const, 'SIGINT' as const),
        async (delay, signal) => {
          const child = spawn(process.execPath, [grader, words], { stdio: 'ignore' });
          await wait(delay);
          child.kill(signal);
          if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
          expect(await untilGone()).to.deep.equal([]);
        },
      ),
      { seed, numRuns: RUNS },
    );
  });
});

// What these wait for is the moment to kill at: any will do.
function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
