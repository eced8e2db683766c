import { expect } from 'chai';
import { needs, skipBecause } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';
import { serving, wirelab } from '../support/wirelab.js';
import { Programs } from './programs.js';

const PORT = 65432;
const ECHOED = ['Hello', 'How are you?', 'Goodbye'];
const client = { output: 'Received from server: Hello from client!\n' };
const clientMulti = { output: ECHOED.map((text) => `Received from server: ${text}\n`).join('') };

describe('the programs of the course lab "TCP Communication with Python"', () => {
  let programs: Programs;
  before(needs('python3'));
  before(() => {
    programs = new Programs();
  });
  afterEach(endPrograms);
  after(() => {
    programs.remove();
  });

  it('server.py prints what the lab says, serves one client, and ends', async () => {
    const server = await programs.server('seed-001/server.py');
    expect((await wirelab(['client', '1', '--port', String(server.port)])).status).to.equal(0);
    const { status, stdout, stderr } = await server.program.end();
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    expect(stdout).to.match(
      new RegExp(
        `^Server listening on 127\\.0\\.0\\.1:${server.port}\\.\\.\\.\nConnected by \\('127\\.0\\.0\\.1', \\d+\\)\nReceived: Hello from client!\n$`,
      ),
    );
  });

  it('both servers pass both labs', async () => {
    for (const name of ['server.py', 'server_threaded.py']) {
      for (const lab of ['1', '2']) {
        const { port } = await programs.server(`seed-001/${name}`);
        const { status, stdout } = await wirelab(['client', lab, '--port', String(port)]);
        expect(status, `${name}, lab ${lab}: ${stdout}`).to.equal(0);
      }
    }
  });

  it('server_threaded.py counts the connections that it has', async () => {
    const server = await programs.server('seed-001/server_threaded.py');
    // The silent client of this script is connected first, and the others are answered.
    const { status, stdout } = await wirelab(['client', '6', '--framing', 'raw', '--port', String(server.port)]);
    expect(stdout).to.contain('passed: 3 clients');
    expect(status).to.equal(0);
    await server.program.printed(/Active connections: 3/);
  });

  it('unchanged, on their own port, they and Wirelab talk as the lab says', async function () {
    try {
      const server = await serving(['1', '--port', String(PORT)]);
      expect((await programs.unchanged('seed-001/client.py').end()).stdout).to.equal(client.output);
      expect((await programs.unchanged('seed-001/client_multi.py').end()).stdout).to.equal(clientMulti.output);
      await server.stop();
      const theirs = programs.unchanged('seed-001/server.py');
      await theirs.printed(/^Server listening on 127\.0\.0\.1:65432\.\.\.$/m);
      expect((await wirelab(['client', '1'])).status).to.equal(0);
      expect((await theirs.end()).stdout).to.match(/^Received: Hello from client!$/m);
    } catch (error) {
      // Another program, or this test in another run, has the port.
      if (error instanceof Error && error.message.includes('in use')) skipBecause(this, `port ${PORT} is in use`);
      throw error;
    }
  });
});
