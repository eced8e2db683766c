import { expect } from 'chai';
import { judge, type SandboxState } from '../../../src/grade/sandbox/sandbox-state.js';
import { sandboxFailure } from '../../../src/grade/sandbox/sandbox-error.js';
import { needs, skipBecause } from '../../support/needs.js';
import { runProgram } from '../../support/spawned.js';
import { bundled } from './bundled.js';

const SOMEBODY = ['setpriv', '--reuid', '54321', '--regid', '54321', '--clear-groups'];
const AS_ROOT = ['unshare', '--user', '--map-root-user'];

describe('what is said of the sandbox of a machine', function () {
  this.timeout(60_000);
  let words: readonly string[];

  before(async () => {
    words = [
      process.execPath,
      await bundled('print-state'),
      await bundled('../../../src/grade/sandbox/probe-worker'),
      'python3',
      'no-such-program',
    ];
  });

  /** What a grader says that is started by these words. */
  async function state(...before: readonly string[]): Promise<SandboxState> {
    const [program = '', ...rest] = [...before, ...words];
    const { stdout, stderr } = await runProgram(program, rest, { cwd: '/', env: { HOME: '/nonexistent' } });
    expect(stdout, stderr).to.not.equal('');
    return JSON.parse(stdout) as SandboxState;
  }

  describe('that has one', () => {
    before(needs('bwrap', 'python3', 'setpriv', 'unshare'));

    it('is that it works, and which programs are in it', async () => {
      expect(await state()).to.deep.equal({ works: true, remarks: [], programs: { python3: '/usr/bin/python3' } });
    });

    it('is the same to an ordinary user', async function () {
      if (process.getuid?.() !== 0) skipBecause(this, 'this already is an ordinary user');
      expect(await state(...SOMEBODY)).to.deep.equal({
        works: true,
        remarks: [],
        programs: { python3: '/usr/bin/python3' },
      });
    });

    const asRoot: readonly (readonly [title: string, script: string, says: RegExp, fix: RegExp])[] = [
      [
        'allows no user namespaces',
        'echo 1 > /proc/sys/user/max_user_namespaces; exec unshare --user --map-user=1000 "$@"',
        /no namespaces left/,
        /^sysctl -w user\.max_user_namespaces=/,
      ],
      ['is a user namespace with root alone', 'exec "$@"', /root in a user namespace/, /ordinary user/],
      ['has no bubblewrap', 'PATH=/nowhere exec "$@"', /not installed/, /^apt-get install .*bubblewrap$/],
    ];
    for (const [title, script, says, fix] of asRoot) {
      it(`is what to do, where it ${title}`, async () => {
        const user = process.getuid?.() === 0 ? SOMEBODY : [];
        const found = await state(...user, ...AS_ROOT, '/bin/sh', '-c', script, 'sh');
        expect(found).to.deep.include({ works: false });
        if (found.works) return;
        expect(found.failed).to.match(says);
        expect(found.fix).to.match(fix);
        expect(found.means).to.include('student programs would run as you');
      });
    }

    it('is what to do, where /proc is masked as in containers', async function () {
      if (process.getuid?.() !== 0) skipBecause(this, 'only root can mask /proc');
      const found = await state(
        'unshare',
        '--mount',
        '/bin/sh',
        '-c',
        'mount --bind /dev/null /proc/keys && exec "$@"',
        'sh',
      );
      expect(found).to.deep.include({ works: false });
      expect(JSON.stringify(found)).to.include("Can't mount proc").and.include('systempaths=unconfined');
    });
  });

  it('names the walls that do not hold', () => {
    const report = { network: 'net:[2]', interfaces: ['lo'], isNetworkSet: true, open: [], programs: {} };
    expect(judge(report, 'net:[1]')).to.deep.equal({ works: true, remarks: [], programs: {} });
    expect(judge({ ...report, isNetworkSet: false }, 'net:[1]'))
      .to.deep.include({ works: true })
      .and.have.property('remarks')
      .with.lengthOf(1);
    expect(judge(report, 'net:[2]')).to.deep.include({ works: false, failed: 'the box has no network of its own' });
    expect(judge({ ...report, interfaces: ['lo', 'eth0'] }, 'net:[1]')).to.deep.include({ works: false });
    expect(judge({ ...report, open: ['/home', 'capabilities'] }, 'net:[1]')).to.deep.include({
      works: false,
      failed: 'the box does not hold back: /home, capabilities',
    });
    expect(judge({ ...report, failure: 'bwrap: setting up uid map: Permission denied' }, 'net:[1]')).to.deep.include({
      works: false,
    });
  });

  it('explains what bwrap says', () => {
    expect(sandboxFailure('bwrap: Unknown option --disable-userns').failed).to.include('too old');
    expect(sandboxFailure('bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted').failed).to.include('forbids');
    expect(sandboxFailure('bwrap: setting up uid map: Permission denied').failed).to.include('forbids');
    expect(
      sandboxFailure(
        'bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user namespaces.',
      ).failed,
    ).to.include('forbids');
    expect(sandboxFailure('something else').failed).to.equal('the box could not be made: something else');
    expect(sandboxFailure('').failed).to.equal('the box ended without a word');
  });
});
