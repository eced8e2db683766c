import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { removeFolders } from '../support/checkout.js';
import { folderWith, graded, GRADING_MS, lost } from '../support/graded.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';

/** A right client whose source does not tell its port, which is one that nobody uses. */
const elsewhere = (lab: string, port: string): string =>
  folderWith({
    'client.py': readFileSync(`labs/${lab}/solution/client.py`, 'utf8').replace(port, 'int("407" + "77")'),
  });

describe('wirelab grade meets a client on whatever port it goes to', function () {
  this.timeout(GRADING_MS + 10_000);
  before(needs('bwrap', 'python3'));
  after(removeFolders);
  afterEach(endPrograms);

  for (const [title, number, lab, port, ids] of [
    ['over TCP', '1', '01-echo', '65432', ['sends', 'refused']],
    ['over UDP', '10', '10-datagrams', '12000', ['sends', 'ends']],
  ] as const) {
    it(`${title}, and says which it is`, async () => {
      const { status, report } = await graded([
        number,
        elsewhere(lab, port),
        '--role',
        'client',
        ...ids.flatMap((id) => ['--only', id]),
      ]);
      expect(lost(report)).to.deep.equal([]);
      expect(report.findings.map(({ kind }) => kind)).to.deep.equal(['other-port']);
      expect(report.findings[0]?.message).to.include('the client goes to port 40777, and was met there');
      expect(status).to.equal(0);
    });
  }

  it('and says nothing of a port that a check sends it to', async () => {
    const check = {
      id: 'sent',
      title: 'goes where it is sent',
      points: 100,
      because: '',
      script: {
        start: { arguments: ['127.0.0.1', '5999'], listensAt: { host: '127.0.0.1', port: 5999 } },
        steps: [{ op: 'connect' }, { op: 'expect', messages: ['hello'] }],
      },
    };
    const lab = {
      title: 'Sent',
      summary: 'sends clients somewhere',
      server: { transport: 'tcp', framing: 'line', handler: 'echo', port: 5000 },
      checks: { client: [check] },
    };
    const client =
      'import socket, sys\nwith socket.create_connection((sys.argv[1], int(sys.argv[2]))) as s:\n    s.sendall(b"hello\\n")\n    s.recv(1)\n';
    const folder = folderWith({ 'client.py': client, '77-sent/lab.ts': `export default ${JSON.stringify(lab)};\n` });
    const { report } = await graded([`${folder}/77-sent`, `${folder}/client.py`]);
    expect(lost(report)).to.deep.equal([]);
    expect(report.findings).to.deep.equal([]);
  });

  it('and says where it was waited for when it goes to none', async () => {
    const { status, report } = await graded([
      '1',
      folderWith({ 'client.py': 'import socket\nsocket.create_connection(("127.0.0.1", 0))\n' }),
      '--only',
      'sends',
    ]);
    expect(lost(report).join()).to.match(
      /tried to connect once and was refused: it goes to another port than its server's, which is at 127\.0\.0\.1, port 65432/,
    );
    expect(status).to.equal(1);
  });
});
