import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { LoneMachine, type Said } from '../support/lone-machine.js';
import { needs } from '../support/needs.js';

// docs/seeds.md says where everything is that well-known course labs and tutorials have: with a command, and what it shows.
const page = readFileSync(new URL('../../docs/seeds.md', import.meta.url), 'utf8');

const code = (cell = ''): string => /^(?:`` (?=.* ``$)|`(?! ))(.*?)(?: ``|`)$/.exec(cell)?.[1] ?? '';
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| there'))
  .map((line) => {
    const [there = '', , command, shows] = line.slice(2, -2).split(' | ');
    return { there, command: code(command), shows: code(shows) };
  });

describe('docs/seeds.md', function () {
  this.timeout(120_000);
  let machine: LoneMachine;
  const said = new Map<string, Promise<Said>>();
  before(needs('bwrap'));
  before(() => {
    machine = new LoneMachine();
  });
  after(() => {
    machine.remove();
  });

  it('has a command for everything, and what it shows', () => {
    expect(rows.filter(({ command, shows }) => !command.startsWith('wirelab ') || shows === '')).to.deep.equal([]);
    expect(rows.length).to.be.at.least(60);
  });

  for (const { there, command, shows } of rows) {
    it(`${there}: ${command}`, async () => {
      const running = said.get(command) ?? machine.run(command);
      said.set(command, running);
      const { output, status } = await running;
      expect(status, output).to.equal(0);
      expect(output.replace(/\s+/g, ' ')).to.include(shows.replace(/\s+/g, ' '));
    });
  }
});
