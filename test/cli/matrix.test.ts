import { expect } from 'chai';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labWithoutChecks } from '../support/lab-without-checks.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';
import { startWirelab, wirelab } from '../support/wirelab.js';

const DEADLINE = 240_000;

interface Document {
  readonly ok: boolean;
  readonly servers: readonly string[];
  readonly clients: readonly string[];
  readonly cells: readonly {
    readonly server: string;
    readonly client: string;
    readonly ok: boolean;
    readonly of?: string;
    readonly cause?: string;
    readonly relayed?: true;
  }[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

describe('wirelab matrix', function () {
  this.timeout(DEADLINE + 10_000);
  let folder: string;
  before(needs('bwrap', 'python3'));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(endPrograms);

  const put = (...files: readonly string[]): void => {
    for (const file of files) cpSync(join('labs', file), join(folder, file.split('/').at(-1) ?? ''));
  };
  const changed = (file: string, name: string, from: RegExp | string, to: string): void => {
    writeFileSync(join(folder, name), readFileSync(join('labs', file), 'utf8').replace(from, to));
  };
  const played = async (
    lab: string,
    ...more: readonly string[]
  ): Promise<{ status: number | null; document: Document }> => {
    const { status, stdout, stderr } = await startWirelab(['matrix', lab, folder, '--json', '--seed', '1', ...more], {
      input: '',
    }).end(DEADLINE);
    expect(stdout, stderr).to.match(/^\{/);
    return { status, document: JSON.parse(stdout) as Document };
  };

  for (const [lab, slug] of [
    ['1', '01-echo'],
    ['3', '03-ack'],
    ['4', '04-reverse'],
    ['8', '08-crc'],
  ] as const) {
    it(`finds that the solutions of lab ${lab} get on with each other, and with the reference`, async () => {
      put(...['server.py', 'client.py', 'server.mjs', 'client.mjs'].map((file) => `${slug}/solution/${file}`));
      const { status, document } = await played(lab);
      expect(document.cells.filter(({ ok }) => !ok)).to.deep.equal([]);
      expect(document.servers).to.deep.equal(['reference', 'server.mjs', 'server.py']);
      expect(document.clients).to.deep.equal(['reference', 'client.mjs', 'client.py']);
      expect(document.cells).to.have.lengthOf(9);
      expect(status).to.equal(0);
    });
  }

  it('says of each pair that does not get on why, and whose fault it is', async () => {
    put('03-ack/solution/client.py', '03-ack/wrong/client-no-line-feed.py');
    changed('03-ack/solution/server.py', 'says-other.py', 'Message received', 'Got it');
    changed('03-ack/solution/server.py', 'dies.py', /^import socket$/m, 'import socket\nraise SystemExit("no luck")');
    writeFileSync(join(folder, 'README.md'), 'no program\n');
    const { status, document } = await played('ack');
    const cell = (server: string, client: string) =>
      document.cells.find((one) => one.server === server && one.client === client);
    expect(cell('reference', 'client.py')).to.include({ ok: true });
    expect(cell('reference', 'client-no-line-feed.py')).to.include({ ok: false, of: 'client' });
    expect(cell('says-other.py', 'reference')).to.include({ ok: false, of: 'server' });
    expect(cell('says-other.py', 'client.py')).to.include({ ok: false, of: 'server' });
    expect(cell('says-other.py', 'client.py')?.cause).to.include('expected "M" (4d), received "G" (47)');
    expect(cell('says-other.py', 'client-no-line-feed.py')).to.include({ ok: false, of: 'client' });
    expect(cell('dies.py', 'client.py')?.cause).to.match(/^it ended \(exit code 1\) before it listened: no luck$/);
    expect(document.leftOut.map(({ name }) => name)).to.deep.equal(['README.md']);
    expect(status).to.equal(1);
  });

  it('passes on the bytes of a client to a server at another port, and says so', async () => {
    put('03-ack/solution/client.py');
    mkdirSync(join(folder, 'ada & ben (final)'));
    changed('03-ack/solution/server.py', 'ada & ben (final)/server.py', '5000', '6001');
    const { status, document } = await played('3');
    expect(
      document.cells.filter(({ relayed }) => relayed).map(({ server, client, ok }) => ({ server, client, ok })),
    ).to.deep.equal([{ server: 'ada & ben (final)', client: 'client.py', ok: true }]);
    expect(status).to.equal(0);
  });

  it('meets a client on whatever port it goes to, though its source does not tell', async () => {
    put('03-ack/solution/server.py');
    changed('03-ack/solution/client.py', 'client.py', '5000', 'int("407" + "77")');
    const { status, document } = await played('3');
    expect(document.cells.filter(({ ok }) => !ok)).to.deep.equal([]);
    expect(document.cells.filter(({ client }) => client === 'client.py')).to.have.lengthOf(2);
    expect(status).to.equal(0);
  });

  it('plays a lab that lies elsewhere, with a handler of its own beside it', async () => {
    const home = mkdtempSync(join(tmpdir(), 'wirelab-'));
    try {
      const lab = join(home, 'labs', '77-shout');
      mkdirSync(lab, { recursive: true });
      mkdirSync(join(home, 'handlers'));
      writeFileSync(
        join(home, 'handlers', 'shout.mjs'),
        `export default class {
          name = 'shout'; summary = 'shouts'; examples = [];
          codec = { decode: (payload) => Buffer.from(payload).toString(), encode: (text) => Buffer.from(text) };
          connect(peer) { return { receive: (text) => { peer.send(text.toUpperCase()); } }; }
        }\n`,
      );
      const checks = [
        {
          id: 'prints',
          title: 'it prints the answer',
          points: 100,
          because: 'prints it',
          script: {
            start: { input: 'hello\n', inputEnds: true },
            steps: [
              { op: 'connect' },
              { op: 'expect', messages: ['hello'] },
              { op: 'send', messages: ['HELLO'] },
              { op: 'program', action: { act: 'prints', text: 'HELLO' } },
            ],
          },
        },
      ];
      writeFileSync(
        join(lab, 'lab.ts'),
        `export default ${JSON.stringify({ title: 'Shout', summary: 'shouts', server: { transport: 'tcp', framing: 'line', handler: '../../handlers/shout.mjs', port: 5077 }, client: [{ send: 'hello', replies: ['HELLO'] }], checks: { client: checks } })};\n`,
      );
      writeFileSync(
        join(folder, 'client.py'),
        'import socket, sys\nwith socket.create_connection(("127.0.0.1", 5077)) as s:\n    s.sendall(sys.stdin.readline().encode())\n    print(s.makefile().readline())\n',
      );
      const { document } = await played(lab);
      expect(document.cells.map(({ server, client, ok, cause }) => ({ server, client, ok, cause }))).to.deep.equal([
        { server: 'reference', client: 'reference', ok: true, cause: undefined },
        { server: 'reference', client: 'client.py', ok: true, cause: undefined },
      ]);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });

  it('refuses a lab whose handler is none with 2, in one line', async () => {
    const lab = labWithoutChecks(folder);
    const checks =
      "checks: { client: [{ id: 'prints', title: 'prints', points: 100, because: '', script: { steps: [{ op: 'program', action: { act: 'prints', text: 'a' } }] } }] }";
    writeFileSync(join(lab, 'none.mjs'), "export default class { name = 'none'; }\n");
    writeFileSync(
      join(lab, 'lab.ts'),
      `export default { title: 'None', summary: 'none', server: { transport: 'tcp', framing: 'line', handler: './none.mjs', port: 5000 }, ${checks} };\n`,
    );
    const { status, stderr } = await startWirelab(['matrix', lab, folder], { input: '' }).end(DEADLINE);
    expect(stderr).to.match(/^wirelab: \S+none\.mjs: summary has to be a string, is undefined\n$/);
    expect(status).to.equal(2);
  });

  it('refuses wrong usage with 2, in one line', async () => {
    for (const [args, says] of [
      [['3', join(folder, 'missing')], 'is no folder'],
      [['3', folder], 'there is no server and no client'],
      [['3', folder, '--format', 'htm'], 'did you mean html?'],
      [['10', folder], 'UDP'],
      [[labWithoutChecks(folder), folder], 'no checks'],
    ] as const) {
      const { status, stdout, stderr } = await wirelab(['matrix', ...args]);
      expect({ status, stdout, lines: stderr.trim().split('\n').length }, stderr).to.deep.equal({
        status: 2,
        stdout: '',
        lines: 1,
      });
      expect(stderr).to.contain(says);
    }
  });
});
