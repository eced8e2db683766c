import { expect } from 'chai';
import { removeFolders } from '../support/checkout.js';
import { folderWith, graded, GRADING_MS, lost } from '../support/graded.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';

/** A client that is told to go, connects so many times more, and ends with an error. */
const client = (more: number): string => `import socket, sys
with socket.create_connection(("127.0.0.1", 5000)) as s:
    s.recv(10)
for _ in range(${more}):
    socket.create_connection(("127.0.0.1", 5000)).close()
sys.exit(1)
`;

/** The folder of a lab whose server tells its client to go, and of a client of it. */
function goLab(
  end: Readonly<Record<string, unknown>>,
  more: number,
): { readonly lab: string; readonly client: string } {
  const steps = [
    { op: 'connect' },
    { op: 'send', messages: ['go'] },
    { op: 'program', action: { act: 'ends', code: 'nonzero', ...end } },
  ];
  const check = { id: 'goes', title: 'goes when it is told', points: 100, because: '', script: { steps } };
  const lab = {
    title: 'Go',
    summary: 'tells its clients to go',
    server: { transport: 'tcp', framing: 'line', handler: 'echo', port: 5000 },
    checks: { client: [check] },
  };
  const folder = folderWith({ 'client.py': client(more), '77-go/lab.ts': `export default ${JSON.stringify(lab)};\n` });
  return { lab: `${folder}/77-go`, client: `${folder}/client.py` };
}

describe('a client that has to end without connecting once more', function () {
  this.timeout(GRADING_MS + 10_000);
  before(needs('bwrap', 'python3'));
  after(removeFolders);
  afterEach(endPrograms);

  for (const [title, end, more, told] of [
    ['passes when it ends', { withoutConnecting: true }, 0, []],
    [
      'fails when it connects, though it would end afterwards',
      { withoutConnecting: true },
      1,
      ['goes fail: the program connected once more, and had to end'],
    ],
    ['may connect where the check does not say so', {}, 1, []],
  ] as const) {
    it(title, async () => {
      const { lab, client: program } = goLab(end, more);
      const { report } = await graded([lab, program]);
      expect(lost(report)).to.deep.equal([...told]);
    });
  }
});
