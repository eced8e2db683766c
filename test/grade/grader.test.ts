import { expect } from 'chai';
import { ContainerModule } from 'inversify';
import { join } from 'node:path';
import { composeGrader } from '../../src/compose/compose-grader.js';
import { findLab } from '../../src/compose/labs.js';
import { thisInstallation } from '../../src/compose/this-installation.js';
import { MachineError } from '../../src/errors/machine-error.js';
import { UsageError } from '../../src/errors/usage-error.js';
import type { Reporter } from '../../src/grade/reporter.js';
import type { Job, WorkerNews } from '../../src/grade/run/job.js';
import { SandboxError } from '../../src/grade/sandbox/sandbox-error.js';
import type { Sandbox } from '../../src/grade/sandbox/sandbox.js';
import * as tokens from '../../src/tokens.js';

const lab = await findLab('echo');
const path = join(lab.folder, 'solution/server.py');

/** A sandbox in which a worker says all this, whatever it is sent, after the call that has sent it. `closed` counts the slots that were closed. */
function saying(news: readonly WorkerNews[], sent: Job[] = [], closed = { slots: 0 }): Sandbox {
  return {
    open: () => {
      let hear: (message: never) => void = () => undefined;
      return Promise.resolve({
        onMessage: (listener: (message: never) => void) => (hear = listener),
        send: (job: Job) => {
          sent.push(job);
          setImmediate(() => {
            for (const one of news) hear(one as never);
          });
        },
        closed: new Promise(() => undefined),
        close: () => Promise.resolve(closed.slots++),
      } as never);
    },
  };
}

function graderIn(sandbox: Sandbox): ReturnType<typeof composeGrader> {
  const services = new ContainerModule(({ bind }) => {
    bind(tokens.Sandbox).toConstantValue(sandbox);
  });
  return composeGrader(thisInstallation, [services]);
}

const passed = (id: string): WorkerNews => ({
  type: 'result',
  result: { id, status: 'pass', attempts: [], findings: [{ kind: 'noticed', message: 'something' }] },
});

/** Writes down the names of the events that it is told. */
function writingDown(told: string[]): Reporter {
  const note = (what: string) => () => {
    told.push(what);
  };
  return {
    submissionTaken: note('taken'),
    programStarted: ({ outcome }) => void told.push(`program started as ${outcome}`),
    programBuilt: note('built'),
    checkStarted: ({ id }) => void told.push(`${id} started`),
    attemptEnded: ({ id, attempt, passed: ok }) =>
      void told.push(`${id} attempt ${attempt} ${ok ? 'passed' : 'failed'}`),
    checkEnded: ({ id, status }) => void told.push(`${id} ${status}`),
    finding: ({ message }) => void told.push(`finding ${message}`),
    programEnded: ({ outcome }) => void told.push(`program ${outcome}`),
    allEnded: (reports) => void told.push(`all ended: ${reports.length}`),
  };
}

describe('Grader', () => {
  it('tells its reporters what happens, in its order', async () => {
    const told: string[] = [];
    const news: WorkerNews[] = [
      { type: 'built' },
      { type: 'started', id: 'one-exchange' },
      { type: 'attempted', id: 'one-exchange', attempt: 1, passed: true },
      passed('one-exchange'),
      { type: 'done', deadlineMs: 2000 },
    ];
    const reports = await graderIn(saying(news)).grade({ lab, path, seed: 1 }, writingDown(told), {});
    expect(told).to.deep.equal([
      'taken',
      'program started as grader-error',
      'built',
      'one-exchange started',
      'one-exchange attempt 1 passed',
      'one-exchange pass',
      'finding something',
      'program graded',
      'all ended: 1',
    ]);
    expect(reports[0]).to.include({ outcome: 'graded', role: 'server', seed: 1 });
    expect(reports[0]?.tool).to.deep.equal({ name: 'wirelab', version: thisInstallation.version });
  });

  it('waits for what a reporter writes before it goes on', async () => {
    const told: string[] = [];
    const writes: Reporter = {
      programStarted: async () => {
        await Promise.resolve();
        told.push('written');
      },
      programBuilt: () => void told.push('built'),
    };
    await graderIn(saying([{ type: 'built' }, { type: 'done', deadlineMs: 1 }])).grade({ lab, path }, writes);
    expect(told).to.deep.equal(['written', 'built']);
  });

  it('keeps the checks that were finished when a worker breaks, and fails nothing for it', async () => {
    const news: WorkerNews[] = [passed('one-exchange'), { type: 'broken', message: 'it broke' }];
    const [report] = await graderIn(saying(news)).grade({ lab, path });
    expect(report).to.include({ outcome: 'grader-error', reason: 'it broke', score: 0 });
    expect(report?.checks.map(({ id }) => id)).to.deep.equal(['one-exchange']);
  });

  it('ends in order, its slot closed, when a worker tells of what was not asked for, or a reporter throws', async () => {
    const closed = { slots: 0 };
    const throws: Reporter = {
      programBuilt: () => {
        throw new Error('no paper');
      },
    };
    const stray = graderIn(saying([passed('no-such-check')], [], closed)).grade({ lab, path });
    expect(String(await stray.catch((error: unknown) => error))).to.contain('not asked for: no-such-check');
    const broken = graderIn(saying([{ type: 'built' }], [], closed)).grade({ lab, path }, throws);
    expect(String(await broken.catch((error: unknown) => error))).to.equal('Error: no paper');
    expect(closed.slots).to.equal(2);
  });

  it('sends a worker the seed and the checks that were asked for, and says in which words the same is graded again', async () => {
    const sent: Job[] = [];
    const failed: WorkerNews = {
      type: 'result',
      result: { id: 'any-cut', status: 'fail', attempts: [], findings: [] },
    };
    const sandbox = saying([failed, { type: 'done', deadlineMs: 1 }], sent);
    const [report] = await graderIn(sandbox).grade({ lab, path, role: 'server', seed: 7, only: ['any-cut'] });
    expect(sent[0]).to.deep.include({ role: 'server', seed: 7, only: ['any-cut'] });
    expect(report?.checks[0]?.replay?.slice(0, 3)).to.deep.equal(['wirelab', 'grade', 'echo']);
    expect(report?.checks[0]?.replay?.slice(4)).to.deep.equal(['--role', 'server', '--seed', '7', '--only', 'any-cut']);
  });

  it('tells a mistake of the user from what this machine cannot do', async () => {
    const none: Sandbox = { open: () => Promise.reject(new SandboxError('there is no box', 'make one')) };
    const wrong = await graderIn(none)
      .grade({ lab, path: '/nowhere/at/all' })
      .catch((error: unknown) => error);
    expect(wrong).to.be.instanceOf(UsageError);
    const machine = await graderIn(none)
      .grade({ lab, path })
      .catch((error: unknown) => error);
    expect(machine).to.be.instanceOf(MachineError);
    expect((machine as Error).message).to.contain('there is no box');
  });

  it('ends with the reason of the signal that stops it, and grades nothing more', async () => {
    const told: string[] = [];
    const stop = AbortSignal.abort(new Error('enough'));
    const error: unknown = await graderIn(saying([]))
      .grade({ lab, path, signal: stop }, writingDown(told))
      .catch((reason: unknown) => reason);
    expect((error as Error).message).to.equal('enough');
    expect(told).to.deep.equal([]);
  });
});
