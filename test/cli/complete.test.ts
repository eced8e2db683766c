import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { completions } from '../../src/cli/commands/completion/completions.js';
import { needs } from '../support/needs.js';
import { wirelab, wirelabWords } from '../support/wirelab.js';

/** What may stand for the last of the words. */
async function completed(...words: readonly string[]): Promise<string[]> {
  return (await completions(words)).map(([word]) => word).filter((word) => word.startsWith(words.at(-1) ?? ''));
}

describe('completion', () => {
  it('knows the commands', async () => {
    expect(await completed('')).to.include.members(['list', 'show', 'run', 'serve', 'client', 'new', 'completion']);
    expect(await completed('s')).to.deep.equal(['show', 'serve']);
    expect(await completed('--')).to.deep.equal(['--help', '--version']);
  });

  it('knows the labs where one is meant', async () => {
    for (const command of ['run', 'serve', 'client', 'show'])
      expect(await completed(command, 'ec')).to.deep.equal(['echo']);
    expect(await completed('run', '--json', 'many')).to.deep.equal(['many-at-once']);
    expect(await completed('run', '--framing', 'line', 'many')).to.deep.equal(['many-at-once']);
    expect(await completed('run', '1', 'ec')).to.deep.equal([]);
    expect(await completed('list', 'ec')).to.deep.equal([]);
  });

  it('knows the flags of each command, once each', async () => {
    expect(await completed('run', '1', '--ha')).to.deep.equal(['--handler']);
    expect(await completed('list', '--')).to.deep.equal(['--json', '--handlers', '--framings', '--help', '--version']);
    expect(await completed('list', '--json', '--j')).to.deep.equal([]);
    expect(await completed('run', '1', ''))
      .to.include('--handler')
      .and.not.include('echo');
  });

  it('knows what a flag takes, also behind an equals sign', async () => {
    expect(await completed('run', '1', '--handler', 're')).to.deep.equal(['reliable', 'request', 'reverse']);
    expect(await completed('serve', '--framing', '=', 'len')).to.deep.equal(['length16', 'length32']);
    expect(await completed('serve', '--mode', '')).to.deep.equal(['concurrent', 'iterative']);
    expect(await completed('serve', '--transport', 'u')).to.deep.equal(['udp']);
  });

  it('leaves files, and what it does not know, to the shell', async () => {
    expect(await completed('run', '1', '--script', '')).to.deep.equal([]);
    expect(await completed('run', '1', '--port', '')).to.deep.equal([]);
    expect(await completed('nope', '')).to.deep.equal([]);
    expect(await completed('new', 'handler', '')).to.deep.equal([]);
  });

  it('describes what it offers in zsh, with no colon in the word', async () => {
    const { stdout } = await wirelab(['--complete', 'zsh', 'run', '']);
    expect(stdout).to.match(/^echo:lab 1: Echo$/m);
  });

  describe('in bash', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wirelab-complete-'));
    before(needs('bash'));
    after(() => {
      rmSync(folder, { recursive: true });
    });

    it('completes what is typed', async () => {
      const program = join(folder, 'wirelab');
      writeFileSync(
        program,
        `#!/bin/sh\nexec ${wirelabWords()
          .map((word) => `'${word}'`)
          .join(' ')} "$@"\n`,
      );
      chmodSync(program, 0o755);
      const typed = [
        ['wirelab', 'sh'],
        ['wirelab', 'run', 'two'],
        ['wirelab', 'run', '1', '--handler', 'ec'],
        ['wirelab', 'run', '1', '--script', ''],
      ];
      const ask = `eval "$(wirelab completion bash)"
type() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _wirelab; echo "[\${COMPREPLY[*]}]"; }
complete -p wirelab
${typed.map((words) => `type ${words.map((word) => `'${word}'`).join(' ')}`).join('\n')}
`;
      const { stdout } = await promisify(execFile)('bash', ['--norc', '-c', ask], {
        env: { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` },
      });
      expect(stdout.trim().split('\n')).to.deep.equal([
        'complete -o bashdefault -o default -F _wirelab wirelab',
        '[show]',
        '[two-machines]',
        '[echo]',
        '[]',
      ]);
    });
  });
});
