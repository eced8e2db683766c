import { expect } from 'chai';
import { parseReport } from '../../src/grade/report/parse-report.js';
import { endPrograms } from '../support/spawned.js';
import { serving, wirelab } from '../support/wirelab.js';

describe('wirelab grade --target', function () {
  this.timeout(60_000);
  afterEach(endPrograms);

  it('grades a server that runs already, without a sandbox, and ends with 0', async () => {
    const server = await serving(['ack'], { input: '' });
    const { status, stdout } = await wirelab([
      'grade',
      'ack',
      '--target',
      `127.0.0.1:${server.port}`,
      '--seed',
      '5',
      '--json',
    ]);
    const report = parseReport(JSON.parse(stdout));
    expect(report).to.include({ outcome: 'graded', role: 'server', seed: 5, sandbox: 'none' });
    expect(report.submission).to.deep.equal({
      name: `127.0.0.1:${server.port}`,
      sha256: null,
      command: null,
      port: server.port,
    });
    expect(report.score).to.equal(report.maxScore).and.be.greaterThan(50);
    expect(status).to.equal(0);
    await server.stop();
  });

  it('says of a server of another lab what is wrong, with the command that tries it again, and ends with 1', async () => {
    const server = await serving(['4'], { input: '' });
    const target = `127.0.0.1:${server.port}`;
    const { status, stdout } = await wirelab([
      'grade',
      '3',
      '--target',
      target,
      '--only',
      'one-exchange',
      '--seed',
      '5',
      '--json',
    ]);
    const [check] = parseReport(JSON.parse(stdout)).checks;
    expect(check?.status).to.equal('fail');
    expect(check?.cause?.message).to.include('expected "M"');
    expect(check?.replay).to.deep.equal([
      'wirelab',
      'grade',
      'ack',
      '--target',
      target,
      '--seed',
      '5',
      '--only',
      'one-exchange',
    ]);
    expect(status).to.equal(1);
    await server.stop();
  });

  it('grades the reference of the lab, and tells how many points a port leaves out', async () => {
    const { status, stdout } = await wirelab(['grade', '8', '--target', 'reference']);
    expect(stdout)
      .to.match(/^lab 8 CRC, server: reference\n/)
      .and.match(/checks? of \d+ points could not be tried this way, and do not count/);
    expect(status).to.equal(0);
  });

  it('cannot grade where nobody listens: the target is what is graded, so that it ends with 1', async () => {
    const { status, stdout, stderr } = await wirelab(['grade', '1', '--target', 'localhost:1', '--json']);
    expect(parseReport(JSON.parse(stdout))).to.include({
      outcome: 'not-gradable',
      reason: 'nobody listens on localhost:1: start the server first, or check the port',
      score: 0,
    });
    expect({ status, stderr }).to.deep.equal({ status: 1, stderr: '' });
  });

  it('refuses wrong usage with 2, in one line', async () => {
    for (const [args, says] of [
      [['1'], 'say what to grade'],
      [['1', 'server.py', '--target', 'localhost:5000'], 'give one of them'],
      [['1', '--target', 'localhost:5000', '--role', 'client'], 'a client is graded from its files'],
      [['1', '--target', 'localhost:5000', '--repeat', '3'], 'give one of them'],
      [['1', '--target', '::1:5000'], 'in brackets'],
      [['1', '--target', 'localhost'], 'write host:port'],
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
