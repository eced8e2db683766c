import { expect } from 'chai';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';
import { serving } from '../support/wirelab.js';
import { documentedRow, documentedRows } from './documented.js';
import { neededFor, Programs } from './programs.js';

const TABLE = 'Their client, our server';
const CODEWORD = '100010110101101001110111';

/** What is typed into a client, and all that it prints. */
interface Talk {
  readonly typed?: string;
  readonly prints: string;
}

// A prompt does not end in a newline, and what is typed is not shown on a pipe.
const PROMPT = "Enter a message to send to the server (or 'exit' to quit): ";
const REVERSED = 'Received from the server : skeegrofskeeg syas ayruahs\n\nDo you want to continue(y/n) :';
const talks: Readonly<Record<string, Talk>> = {
  'seed-001/client.py': { prints: 'Received from server: Hello from client!\n' },
  'seed-001/client_multi.py': {
    prints: 'Received from server: Hello\nReceived from server: How are you?\nReceived from server: Goodbye\n',
  },
  'echo/client.py': { prints: "b'hello'\n" },
  'ack/client.py': {
    typed: 'Hello\ngrüße ✓\nExit\n',
    prints: `${`${PROMPT}Server response: Message received\n`.repeat(3)}Exiting client.\n`,
  },
  'reverse/client.py': { typed: 'y\nn\n', prints: REVERSED.repeat(2) },
  'reverse/client-once.py': { typed: 'née\n', prints: 'Enter a string: Reversed: eén\n' },
  'crc/client.py': {
    typed: 'EVN\n',
    prints: `Enter data you want to send->${CODEWORD}\nTHANK you Data ->${CODEWORD} Received No error FOUND\n`,
  },
  'json/client.py': { prints: 'Received 26 bytes: the same\nReceived 3037 bytes: the same\n' },
  'json/JsonClient.java': { prints: 'Received: {"text": "hello"}\n' },
  'records/client.c': {
    prints:
      'Data received: Hello from a record of 1024 bytes (1024 bytes, filled up with zeros)\nData received: Hi (1024 bytes, filled up with zeros)\n',
  },
  'menu/client.py': {
    typed: '2\n4\nbill\n\n',
    prints:
      'Your choice: Bill: coffee 2.20, to pay 2.20\nYour choice: Bill: couscous 9.50, to pay 11.70\nYour choice: Bill: to pay 11.70\nYour choice: ',
  },
  'request/RequestClient.java': {
    prints: 'Server: hello\nServer: deposited 12.50, balance 12.50\nServer: balance 12.50\nServer: bye\n',
  },
};
const CHAT = 'chat/client.py'; // for several people at once: it has a test of its own

describe('wirelab serve meets classroom clients', () => {
  let programs: Programs;
  before(() => {
    programs = new Programs();
  });
  afterEach(endPrograms);
  after(() => {
    programs.remove();
  });

  it('every client of the table has a test', () => {
    expect([...Object.keys(talks), CHAT]).to.have.members(documentedRows(TABLE).map(({ program }) => program));
  });

  for (const [program, { typed = '', prints }] of Object.entries(talks)) {
    const { command } = documentedRow(TABLE, program);
    it(`${program}: wirelab ${command.join(' ')}`, async function () {
      needs(...neededFor(program)).call(this);
      const server = await serving([...command.slice(1), '--port', '0']);
      // A server that has served one client serves the next.
      for (let times = 1; times <= 2; times++) {
        const client = await programs.client(program, server.port);
        client.write(typed);
        client.endInput();
        expect(await client.end()).to.deep.equal({ status: 0, signal: null, stdout: prints, stderr: '' });
        await server.said(new RegExp(`^#${times} closed: .*, 0 active$`, 'm'));
      }
      expect((await server.stop()).status).to.equal(0);
    });
  }

  it(`${CHAT}: two of them speak at any time, and hear who comes and goes`, async function () {
    needs(...neededFor(CHAT)).call(this);
    const server = await serving([...documentedRow(TABLE, CHAT).command.slice(1), '--port', '0']);
    const ann = await programs.client(CHAT, server.port);
    await ann.printed(/^server: \* welcome, guest1: /m);
    const bob = await programs.client(CHAT, server.port);
    await ann.printed(/\* guest2 joined/);
    bob.write('grüß dich ✓\n');
    await ann.printed(/guest2: grüß dich ✓/);
    bob.write('are you there?\n');
    await ann.printed(/guest2: are you there\?/);
    ann.write('yes\n');
    await bob.printed(/guest1: yes/);
    bob.endInput();
    expect((await bob.end()).status).to.equal(0);
    await ann.printed(/\* guest2 left/);
    ann.endInput();
    expect((await ann.end()).status).to.equal(0);
    await server.said(/, 0 active$/m);
  });

  it('seed-001/client_multi.py: ten at once are all answered', async function () {
    needs('python3').call(this);
    const server = await serving(['1']);
    const clients = await Promise.all(
      Array.from({ length: 10 }, () => programs.client('seed-001/client_multi.py', server.port)),
    );
    for (const client of clients)
      expect((await client.end()).stdout).to.equal(talks['seed-001/client_multi.py']?.prints);
    await server.said(/, 0 active$/m);
  });
});
