import { expect } from 'chai';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandNames, loadCommand, loadCommands } from '../../src/cli/command-folder.js';
import { emptyFolder, removeFolders } from '../support/checkout.js';

const OURS = fileURLToPath(new URL('../../src/cli/commands/', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../src/cli/command.ts', import.meta.url));

describe('the folder of commands', () => {
  afterEach(removeFolders);

  it('takes in a command that is dropped into it, at its place in the help', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    mkdirSync(join(folder, 'greet'));
    writeFileSync(
      join(folder, 'greet/greet-command.ts'),
      `import { command } from ${JSON.stringify(COMMAND)};
export default command(15, 'greet <whom>', 'says hello', { loud: { type: 'boolean' } }, () => Promise.resolve(() => 0));
`,
    );
    expect(commandNames(folder)).to.deep.equal(['greet']);
    expect(await loadCommand('greet', folder)).to.deep.include({ command: 'greet <whom>', describe: 'says hello' });
    const all = [...(await loadCommands()), ...(await loadCommands(folder))].sort((a, b) => a.place - b.place);
    expect(all.map(({ command }) => command.split(' ')[0]).slice(0, 3)).to.deep.equal(['list', 'greet', 'show']);
  });

  it('passes over a folder that holds no command, such as one that an older version has left behind', () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'gone'));
    cpSync(join(OURS, 'list'), join(folder, 'list'), { recursive: true });
    expect(commandNames(folder)).to.deep.equal(['list']);
  });

  it('has a place of its own for each command', async () => {
    const places = (await loadCommands()).map(({ place }) => place);
    expect(new Set(places).size).to.equal(places.length);
  });
});
