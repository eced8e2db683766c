import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { needs, skipBecause } from '../../support/needs.js';
import { runProgram } from '../../support/spawned.js';
import { attacks, mismatch } from './attacks.js';
import { bundled } from './bundled.js';
import { Remote, removeStaged, staged, type Ended } from './remote.js';
import type { UserRun } from './run-as-user.js';

const PROGRAMS = fileURLToPath(new URL('./fixtures/attacks', import.meta.url));

// Some user, who is not root.
const SOMEBODY = '54321';

describe('a hostile program', function () {
  this.timeout(60_000);
  let folder: string;
  let remote: Remote;

  before(needs('bwrap', 'python3', 'gcc', 'setpriv'));
  before(async () => {
    folder = staged({}, PROGRAMS);
    for (const name of ['new-user', 'int80'])
      execFileSync('gcc', ['-static', '-o', `${folder}/${name}`, `${folder}/${name}.c`]);
    remote = await Remote.open(folder);
  });
  after(() => remote.close());
  after(removeStaged);

  for (const { name, spec, held, control } of attacks) {
    it(`that ${name} is held`, async () => {
      expect(mismatch(await remote.runWith(spec), held)).to.be.undefined;
      const { processes, pid } = await remote.look();
      expect(processes.filter(({ alive }) => alive).map((entry) => entry.pid)).to.deep.equal([1, pid]);
    });

    if (control === undefined) continue;
    it(`that ${name} succeeds without ${control.without.join(', ') || 'that limit'}`, async () => {
      const limits = control.limits ?? spec.limits;
      expect(
        mismatch(
          await remote.runWith({ ...spec, without: control.without, limits: { wallMs: 20_000, ...limits } }),
          control.works,
        ),
      ).to.be.undefined;
    });
  }

  it('is held the same when the grader is not root', async function () {
    if (process.getuid?.() !== 0) skipBecause(this, 'this already is an ordinary user');
    const asked: UserRun = {
      worker: await bundled('remote-worker'),
      staged: folder,
      specs: attacks.map(({ spec }) => spec),
    };
    const words = [
      '--reuid',
      SOMEBODY,
      '--regid',
      SOMEBODY,
      '--clear-groups',
      process.execPath,
      await bundled('run-as-user'),
      JSON.stringify(asked),
    ];
    const { status, stdout, stderr } = await runProgram('setpriv', words, { env: { HOME: '/nonexistent' }, cwd: '/' });
    expect(status, stderr).to.equal(0);
    const { results, left, uid } = JSON.parse(stdout) as { results: Ended[]; left: number; uid: number };
    expect({ left, uid }).to.deep.equal({ left: 0, uid: Number(SOMEBODY) });
    expect(
      attacks.flatMap(({ name, held }, i) => mismatch(results[i] as Ended, held)?.replace(/^/, `${name}: `) ?? []),
    ).to.deep.equal([]);
  });
});
