import { expect } from 'chai';
import { needs } from '../support/needs.js';
import { endPrograms, type Ended } from '../support/spawned.js';
import { startWirelab, wirelab } from '../support/wirelab.js';
import { documentedRow, documentedRows, writeDocumentedScripts } from './documented.js';
import { neededFor, Programs } from './programs.js';

const TABLE = 'Their server, our client';
const PROMPT = 'chat/server.py'; // for people on both sides: it has a test of its own

describe('wirelab client meets classroom servers', () => {
  let programs: Programs;
  before(() => {
    programs = new Programs();
    writeDocumentedScripts(programs.folder);
  });
  afterEach(endPrograms);
  after(() => {
    programs.remove();
  });

  const meet = async (program: string, command: readonly string[]): Promise<Ended> => {
    const { port } = await programs.server(program);
    return wirelab([...command, '--port', String(port)], { cwd: programs.folder });
  };

  for (const { program, command } of documentedRows(TABLE).filter((row) => row.program !== PROMPT)) {
    it(`${program}: wirelab ${command.join(' ')}`, async function () {
      needs(...neededFor(program)).call(this);
      const { status, stdout, stderr } = await meet(program, command);
      expect({ status, stderr }, stdout).to.deep.equal({ status: 0, stderr: '' });
      expect(stdout).to.match(/^passed: /m);
    });
  }

  it(`${PROMPT}: each side may speak first, twice in a row, and at any time`, async function () {
    needs(...neededFor(PROMPT)).call(this);
    const { command } = documentedRow(TABLE, PROMPT);
    const server = await programs.server(PROMPT);
    const prompt = startWirelab([...command, '--port', String(server.port)]);
    await server.program.printed(/connected to/);
    server.program.write('who is there?\n');
    await prompt.printed(/^< who is there\?$/m);
    prompt.write('grüß dich ✓\n');
    await server.program.printed(/^client: grüß dich ✓$/m);
    prompt.write('are you there?\n');
    await server.program.printed(/^client: are you there\?$/m);
    server.program.write('yes\n');
    await prompt.printed(/^< yes$/m);
    prompt.endInput();
    expect((await prompt.end()).status).to.equal(0);
    expect((await server.program.end()).stdout).to.match(/the client has left\n$/);
  });

  it('the prompt ends on exit though its input stays open, and with it a server for one client', async function () {
    needs('python3').call(this);
    const { port } = await programs.server('seed-001/server.py');
    const one = startWirelab(['client', '--interactive', '--framing', 'raw', '--port', String(port)]);
    one.write('Hello\n');
    await one.printed(/^< Hello$/m);
    one.write('exit\n');
    expect(await one.end()).to.deep.include({ status: 0, stdout: '< Hello\n< exit\n', stderr: '' });
    const refused = await wirelab(['client', '1', '--port', String(port)]);
    expect(refused.status).to.equal(1);
    expect(refused.stdout).to.match(/nobody listens on 127\.0\.0\.1/);
  });

  for (const { program, command, says = '' } of documentedRows('Their mistakes')) {
    it(`tells the mistake of ${program}: wirelab ${command.join(' ')}`, async function () {
      needs(...neededFor(program)).call(this);
      const { status, stdout, stderr } = await meet(program, command);
      expect({ status, stderr }, stdout).to.deep.equal({ status: 1, stderr: '' });
      expect(says).not.to.equal('');
      expect(stdout)
        .to.match(/^failed /m)
        .and.to.contain(says);
    });
  }
});
