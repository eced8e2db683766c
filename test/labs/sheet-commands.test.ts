import { expect } from 'chai';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allLabs } from '../../src/compose/labs.js';
import { LoneMachine, type Started } from '../support/lone-machine.js';
import { needs } from '../support/needs.js';
import { outputPattern, shownOn, type ShownCommand } from '../support/shown-commands.js';
import { wirelab } from '../support/wirelab.js';

// What a sheet shows at a prompt works as it stands, in the order in which it stands there. A student's server.py is the solution.

/** What goes on until it is stopped: the sheets say "in one terminal". */
const SERVER =
  /^(?:wirelab serve|python3 \S*server\S*\.py|node \S*server\S*|\.\/\S*server|java \S*Server|nc -\w*l)\b(?!.*&$)/;
const PORT_TAKEN = 'in use'; // what is shown of a server that is to find another one there
/** A person types into it. */
const PROMPT = /^(?:nc (?!-\w*z)|wirelab client .*--interactive|telnet )(?!.*<)/;
const TIMEOUT_MS = 120_000;

for (const lab of await allLabs()) {
  const { number, slug, folder } = lab;
  const sheet = readFileSync(join(folder, 'README.md'), 'utf8');
  const shown = shownOn(sheet.replace(/^## Run it\n[^]*?(?=^## )/m, withServers));

  describe(`what the sheet of lab ${number} ${slug} shows`, function () {
    this.timeout(TIMEOUT_MS);
    let machine: LoneMachine;
    const servers = new Map<string, { readonly shown: ShownCommand; readonly started: Started }>();

    const stop = async (place: string): Promise<void> => {
      const running = servers.get(place);
      servers.delete(place);
      if (running === undefined) return;
      const output = await running.started.stop();
      if (running.shown.output !== '')
        expect(output, running.shown.command).to.match(outputPattern(running.shown.output, { whole: false }));
    };

    before(needs('bwrap', 'nc', 'python3'));
    before(() => {
      machine = new LoneMachine();
      for (const part of ['starter/answers.md', 'solution']) {
        const from = join(folder, part);
        if (existsSync(from))
          cpSync(from, part === 'solution' ? machine.folder : join(machine.folder, 'answers.md'), { recursive: true });
      }
    });
    after(() => {
      machine.remove();
    });

    for (const step of shown) {
      if ('session' in step) {
        it(`is what Python says (${step.session.split('\n')[0] ?? ''})`, async () => {
          expect(await machine.python(step.session)).to.equal('');
        });
        continue;
      }
      const { command, output } = step;
      it(`comes of ${command}`, async () => {
        expect(
          PROMPT.test(command),
          'a block of the kind console is played by a test, and nobody types there: pipe the lines into it, or take a block of no kind',
        ).to.equal(false);
        if (SERVER.test(command) && !output.includes(PORT_TAKEN)) {
          const place = /--port[ =](\d+)/.exec(command)?.[1] ?? '';
          await stop(place);
          servers.set(place, { shown: step, started: await machine.start(command) });
          return;
        }
        const said = await machine.run(command);
        if (output === '') expect(said.status, said.output).to.equal(0);
        else expect(said.output).to.match(outputPattern(output));
      });
    }

    it('and what its servers say', async () => {
      for (const place of servers.keys()) await stop(place);
    });
  });

  describe(`the experiments in the text of lab ${number} ${slug}`, function () {
    this.timeout(TIMEOUT_MS);
    const inText = sheet
      .replace(/^ *```[^]*?^ *```$/gm, '')
      .replace(/\n */g, ' ')
      .matchAll(/`wirelab (run [^`]+)`/g);
    for (const command of new Set(Array.from(inText, ([, words = '']) => words))) {
      it(`can be made: wirelab ${command}`, async () => {
        const words = Array.from(command.matchAll(/'([^']*)'|(\S+)/g), ([, quoted, plain]) => quoted ?? plain ?? '');
        const { status, stdout, stderr } = await wirelab(words, { cwd: folder });
        expect(status, stdout + stderr).to.be.oneOf([0, 1]); // some of them show what goes wrong
      });
    }
  });
}

/** A server that is named in the text is one that the reader starts there. */
function withServers(section: string): string {
  return section.replace(
    /`(wirelab serve [^`]+)`/g,
    (_, command: string) => `\n\`\`\`console\n$ ${command.replace(/\s+/g, ' ')}\n\`\`\`\n`,
  );
}
