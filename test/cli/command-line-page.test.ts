import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flagNames } from '../../src/cli/command.js';
import { loadCommands } from '../../src/cli/command-folder.js';
import { commandsOn, outputPattern } from '../support/shown-commands.js';
import { wirelab } from '../support/wirelab.js';

const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8');
const examples = commandsOn(page);

describe('docs/command-line.md', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wirelab-page-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('has a section for each command, in the order of the help', async () => {
    const names = (await loadCommands()).map(({ command }) => command.split(' ')[0]);
    expect(Array.from(page.matchAll(/^\| \[`(\w+)`\]\(#\1\)/gm), ([, name]) => name)).to.deep.equal(names);
    expect(Array.from(page.matchAll(/^## (\w+)$/gm), ([, name]) => name)).to.deep.equal(names);
  });

  it('has every flag, and none that does not exist', async () => {
    const flags = new Set((await loadCommands()).flatMap(flagNames).filter((name) => name.length > 1));
    const named = new Set(Array.from(page.matchAll(/`(?:wirelab [^`]*?)?--([a-z-]+)/g), ([, flag]) => flag));
    named.delete('help');
    expect([...named].sort()).to.deep.equal([...flags].sort());
  });

  for (const { command, output } of examples.filter((example) =>
    /^wirelab (?:list|run)(?!.*mine\.ts)/.test(example.command),
  )) {
    it(`shows what comes of ${command}`, async () => {
      writeFileSync(join(folder, 'ack.yaml'), '- send: Hello\n- expect: Message received\n');
      const { stdout } = await wirelab(command.split(' ').slice(1), { cwd: folder });
      expect(stdout).to.match(outputPattern(output));
    });
  }
});
