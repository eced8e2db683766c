import { expect } from 'chai';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { graded, GRADING_MS } from '../support/graded.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';
import { labWithoutChecks } from '../support/lab-without-checks.js';
import { startFromSource, startWirelab, wirelab } from '../support/wirelab.js';

const PROVED_WITHIN = 900_000; // a program of each lab, some of which wait for half a minute

const DECODES_EACH_READ = `
import socket
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 65432))
s.listen()
while True:
    c, _ = s.accept()
    while True:
        d = c.recv(1024)
        if not d:
            break
        c.sendall(d.decode().encode())
    c.close()
`;

describe('wirelab grade', function () {
  this.timeout(GRADING_MS + 10_000);
  let folder: string;
  before(needs('bwrap', 'python3'));
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'wirelab-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(endPrograms);

  it('tells what a wrong server does, in a report of the schema, and ends with 1', async () => {
    const server = join(folder, 'my server.py');
    writeFileSync(server, DECODES_EACH_READ);
    const { status, report } = await graded(['1', server, '--only', 'every-byte']);
    expect(status).to.equal(1);
    expect(report).to.include({ outcome: 'graded', role: 'server', seed: 5, sandbox: 'bubblewrap' });
    const failed = report.checks.find(({ id }) => id === 'every-byte');
    expect(failed?.status).to.equal('fail');
    expect(failed?.cause?.kind).to.equal('exited');
    expect(failed?.cause?.message).to.contain('UnicodeDecodeError');
    expect(failed?.attempts?.map((attempt) => attempt.status)).to.deep.equal(['fail', 'fail']);
    expect(failed?.replay).to.include.members(['--seed', '5', '--only', 'every-byte']);
  });

  it('gives a solution full marks, and ends with 0', async () => {
    const { status, report } = await graded(['ack', 'labs/03-ack/solution/server.py']);
    expect(report.checks.filter((check) => check.status !== 'pass')).to.deep.equal([]);
    expect(report).to.include({ outcome: 'graded', score: 100, maxScore: 100 });
    expect(status).to.equal(0);
  });

  it('works without a build, too', async () => {
    const { status, stdout, stderr } = await startFromSource(
      ['grade', '3', 'labs/03-ack/solution/server.py', '--only', 'one-exchange'],
      { input: '' },
    ).end(GRADING_MS);
    expect(status, stderr).to.equal(0);
    expect(stdout).to.contain('8 of 8 points: 1 passed');
  });

  it('works without a build with a lab that lies elsewhere, too', async () => {
    const check = {
      id: 'echoes',
      title: 'echoes',
      points: 100,
      because: '',
      script: {
        steps: [
          { op: 'send', messages: ['hello'] },
          { op: 'expect', messages: ['hello'] },
        ],
      },
    };
    const lab = {
      title: 'Own',
      summary: 'echoes',
      server: { transport: 'tcp', framing: 'raw', handler: 'echo', port: 65432 },
      checks: { server: [check] },
    };
    mkdirSync(join(folder, '77-own'));
    writeFileSync(join(folder, '77-own/lab.ts'), `export default ${JSON.stringify(lab)};\n`);
    const { status, stderr } = await startFromSource(
      ['grade', join(folder, '77-own'), 'labs/01-echo/solution/server.py'],
      { input: '' },
    ).end(GRADING_MS);
    expect(status, stderr).to.equal(0);
  });

  it('says of what is no program that it cannot be graded, and what to do', async () => {
    const notes = join(folder, 'notes.py');
    writeFileSync(notes, 'print("hello")\n');
    const { status, report } = await graded(['1', notes]);
    expect(status).to.equal(1);
    expect(report.outcome).to.equal('not-gradable');
    expect(report.reason).to.contain('wirelab.yaml');
  });

  it('refuses wrong usage with 2, in one line', async () => {
    for (const [args, says] of [
      [['1', join(folder, 'missing.py')], 'missing.py'],
      [['1', folder, '--role', 'sever'], 'did you mean server?'],
      [['1', folder, '--format', 'hmtl'], 'did you mean html?'],
      [[labWithoutChecks(folder), folder], 'has no checks yet'],
    ] as const) {
      const { status, stdout, stderr } = await wirelab(['grade', ...args]);
      expect({ status, stdout, lines: stderr.trim().split('\n').length }, stderr).to.deep.equal({
        status: 2,
        stdout: '',
        lines: 1,
      });
      expect(stderr).to.contain(says);
    }
  });
});

describe('wirelab prove', function () {
  this.timeout(PROVED_WITHIN + 10_000);
  before(needs('bwrap', 'python3', 'cc', 'javac'));
  afterEach(endPrograms);

  it('proves a program of each lab that has checks, drawn at random', async () => {
    const { status, stdout, stderr } = await startWirelab(['prove', '--sample', '1'], { input: '' }).end(PROVED_WITHIN);
    expect(status, stdout + stderr).to.equal(0);
  });

  it('grades a program as often as it is told to, each time with another seed', async () => {
    const { status, stdout, stderr } = await startWirelab(
      ['prove', '1', '--only', 'server.c', '--times', '2', '--seed', '5', '--json'],
      { input: '' },
    ).end(PROVED_WITHIN);
    expect(status, stderr).to.equal(0);
    const { labs } = JSON.parse(stdout) as {
      labs: { programs: { program: string; trials: { seed: number; failed: string[] }[] }[] }[];
    };
    const programs = labs.flatMap((lab) => lab.programs);
    expect(programs.map(({ program }) => program)).to.deep.equal(['solution/server.c', 'starter/server.c']);
    for (const { trials } of programs) expect(trials.map(({ seed }) => seed)).to.deep.equal([5, 6]);
  });

  it('refuses names of programs that there are not, or of no lab', async () => {
    for (const [args, says] of [
      [['1', '--only', 'sever.py'], 'did you mean server.py?'],
      [['--only', 'server.py'], 'say which'],
    ] as const) {
      const { status, stdout, stderr } = await wirelab(['prove', ...args]);
      expect({ status, stdout, lines: stderr.trim().split('\n').length }, stderr).to.deep.equal({
        status: 2,
        stdout: '',
        lines: 1,
      });
      expect(stderr).to.contain(says);
    }
  });
});
