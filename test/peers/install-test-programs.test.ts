import { expect } from 'chai';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../src/bench/find-program.js';
import { endPrograms, runProgram, type Ended } from '../support/spawned.js';

const SCRIPT = fileURLToPath(new URL('../../scripts/install-test-programs.sh', import.meta.url));
const NEEDED = [
  'nc',
  'socat',
  'telnet',
  'curl',
  'tshark',
  'python3',
  'gcc',
  'javac',
  'bwrap',
  'go',
  'ip',
  'g++',
  'make',
  'rustc',
  'cargo',
];

describe('install-test-programs.sh', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
  });
  afterEach(async () => {
    await endPrograms();
    rmSync(folder, { recursive: true });
  });

  // A machine that has these programs and no others.
  const program = (name: string, text: string): void => {
    const path = join(folder, name);
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
  };
  const machine = (...programs: readonly string[]): void => {
    for (const name of ['cat', 'env', 'mktemp', 'rm', 'sh']) symlinkSync(findProgram(name) ?? '', join(folder, name));
    for (const name of programs) program(name, 'exit 0');
    program('id', 'echo 0');
  };
  const apt = (status = 0): void => {
    program('apt-get', `echo "$DEBIAN_FRONTEND: $*" >> ${folder}/asked; echo "apt speaks"; exit ${status}`);
  };
  const asked = (): string => (existsSync(`${folder}/asked`) ? readFileSync(`${folder}/asked`, 'utf8') : '');
  const install = (): Promise<Ended> => runProgram(SCRIPT, [], { env: { PATH: folder } });

  it('says and asks nothing when everything is there', async () => {
    machine(...NEEDED);
    apt();
    expect(await install()).to.deep.equal({ status: 0, signal: null, stdout: '', stderr: '' });
    expect(asked()).to.equal('');
  });

  it('installs what is missing and nothing else, without a question', async () => {
    machine(...NEEDED.filter((name) => name !== 'nc' && name !== 'gcc'));
    apt();
    expect(await install()).to.deep.include({
      status: 0,
      stdout: '',
      stderr: 'installing netcat-openbsd gcc libc6-dev\n',
    });
    expect(asked()).to.match(
      /^noninteractive: .*update\nnoninteractive: .* -y .*install netcat-openbsd gcc libc6-dev\n$/,
    );
  });

  it('uses sudo when it is not root, and says what to do where there is none', async () => {
    machine(...NEEDED.filter((name) => name !== 'curl'));
    apt();
    program('id', 'echo 1000');
    expect(await install()).to.deep.include({ status: 1, stderr: 'missing: curl. As root: apt-get install curl\n' });
    program('sudo', `echo sudo >> ${folder}/asked; exec "$@"`);
    expect((await install()).status).to.equal(0);
    expect(asked()).to.match(/^sudo\nnoninteractive: .*update\nsudo\nnoninteractive: .*install curl\n$/);
  });

  it('says what is missing on a system without apt, and does not fail', async () => {
    machine(...NEEDED.filter((name) => name !== 'socat'));
    const { status, stderr } = await install();
    expect(status).to.equal(0);
    expect(stderr).to.match(/^missing: socat\. There is no apt-get here/);
  });

  it('shows what apt said when apt fails', async () => {
    machine(...NEEDED.filter((name) => name !== 'socat'));
    apt(100);
    const { status, stderr } = await install();
    expect(status).to.equal(1);
    expect(stderr).to.contain('apt speaks');
  });
});
