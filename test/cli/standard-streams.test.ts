import { expect } from 'chai';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needs, skipBecause } from '../support/needs.js';
import { endPrograms, runProgram, type Ended } from '../support/spawned.js';
import { wirelabWords } from '../support/wirelab.js';

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

/** Runs a line of bash in which `WIRELAB` is the program. */
function bash(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return runProgram('bash', ['-c', line.replaceAll('WIRELAB', quoted(wirelabWords()))], { env });
}

describe('standard streams', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wirelab-streams-'));
  before(needs('bash'));
  afterEach(endPrograms);
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('may be left by their reader: the exit code is that of the work', async () => {
    const script = join(folder, 'bad.yaml');
    writeFileSync(script, '- send: Hello\n- expect: Goodbye\n');
    const [list, run] = await Promise.all([
      bash('WIRELAB list --json | head -c 1; echo ${PIPESTATUS[0]}'),
      bash(`WIRELAB run 1 --script '${script}' | head -c 3; echo \${PIPESTATUS[0]}`),
    ]);
    expect(list).to.include({ stdout: '[0\n', stderr: '' });
    expect(run).to.include({ stdout: 'lab1\n', stderr: '' });
  });

  it('may be closed', async () => {
    expect(await bash('WIRELAB list >&-')).to.include({ status: 0, stderr: '' });
  });

  it('that cannot be written are told in one line, with exit code 3', async function () {
    if (!existsSync('/dev/full')) skipBecause(this, 'this system has no /dev/full');
    const { status, stderr } = await bash('WIRELAB list >/dev/full');
    expect(status).to.equal(3);
    expect(stderr).to.match(/^wirelab: cannot write standard output: [^\n]+\n$/);
  });

  describe('on a terminal', () => {
    before(needs('script'));

    /** What a terminal shows; `script` gives the program one. */
    async function onTerminal(
      env: Readonly<Record<string, string>> = {},
      words = 'run 1',
      expected = 0,
    ): Promise<string> {
      const { status, stdout } = await bash(`script -qec "$COMMAND ${words}" /dev/null`, {
        SHELL: '/bin/bash',
        TERM: 'xterm',
        COMMAND: quoted(wirelabWords()),
        ...env,
      });
      expect(status, stdout).to.equal(expected);
      return stdout;
    }

    it('are coloured, but never with NO_COLOR', async () => {
      expect(await onTerminal({ NO_COLOR: '' })).to.include('\x1b[32m\x1b[1mpassed\x1b[22m\x1b[39m: 1 client');
      expect(await onTerminal({ NO_COLOR: '1' }))
        .to.match(/^passed: 1 client/m)
        .and.not.include('\x1b[');
    });

    it('are coloured by grade just so, and not on a dumb terminal', async () => {
      const server = join(folder, 'server.txt');
      writeFileSync(server, 'no program');
      const grade = (env: Readonly<Record<string, string>>): Promise<string> =>
        onTerminal(env, `grade 1 '${server}' --role server`, 1);
      expect(await grade({})).to.include('\x1b[31mnot gradable');
      for (const env of [{ TERM: 'dumb' }, { NO_COLOR: '1' }]) expect(await grade(env)).to.not.include('\x1b[');
    });
  });
});
