import { expect } from 'chai';
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, removeFolders } from '../support/checkout.js';
import { GRADING_MS } from '../support/graded.js';
import { needs } from '../support/needs.js';
import { endPrograms } from '../support/spawned.js';
import { startWirelab, wirelab } from '../support/wirelab.js';

const SHOUTS = `
import socket
s = socket.socket()
s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
s.bind(("127.0.0.1", 65432))
s.listen()
while True:
    c, _ = s.accept()
    with c:
        while d := c.recv(65536):
            c.sendall(d.upper())
`;
const RIGHT = SHOUTS.replace('d.upper()', 'd');
const ONLY = ['--only', 'one-exchange'];

describe('wirelab grade --bundle and wirelab replay', function () {
  this.timeout(GRADING_MS);
  let folder: string;
  let server: string;
  let bundle: string;
  before(needs('bwrap', 'python3'));
  before(async () => {
    folder = emptyFolder();
    [server, bundle] = [join(folder, 'server.py'), join(folder, 'failed.zip')];
    writeFileSync(server, SHOUTS);
    const { status, stderr } = await startWirelab(['grade', '1', server, ...ONLY, '--seed', '7', '--bundle', bundle], {
      input: '',
    }).end(GRADING_MS);
    expect(status, stderr).to.equal(1);
  });
  after(removeFolders);
  afterEach(endPrograms);

  it('shows the failed exchange, and comes to the recorded verdict without running anything', async () => {
    const { status, stdout } = await wirelab(['replay', bundle]);
    expect(stdout)
      .to.contain('failed: ')
      .and.contain('├──')
      .and.contain('HELLO FROM CLIENT!')
      .and.contain('the recorded bytes give the recorded verdict');
    expect(status).to.equal(0);
  });

  it('finds the same failure in the same program, and none in a right one', async () => {
    const same = await startWirelab(['replay', bundle, server, '--json'], { input: '' }).end(GRADING_MS);
    expect((JSON.parse(same.stdout) as { checks: object[] }).checks).to.deep.include({
      id: 'one-exchange',
      title: (JSON.parse(same.stdout) as { checks: { title: string }[] }).checks[0]?.title,
      result: 'same failure',
    });
    expect(same.status).to.equal(1);
    const other = join(folder, 'right.py');
    writeFileSync(other, RIGHT);
    const good = await startWirelab(['replay', bundle, other], { input: '' }).end(GRADING_MS);
    expect(good.stdout).to.contain('now passes').and.contain('other files than were recorded');
    expect(good.status).to.equal(0);
  });

  it('plays it to a server that runs already', async () => {
    const { status, stdout } = await wirelab(['replay', bundle, '--target', 'reference']);
    expect(stdout).to.contain('now passes');
    expect(status).to.equal(0);
  });

  it('refuses wrong usage with 2, in one line', async () => {
    for (const [args, says] of [
      [['replay', server], 'is no replay bundle'],
      [['replay', join(folder, 'nothing.zip')], 'there is no such file'],
      [['replay', bundle, server, '--target', 'reference'], 'give one of them'],
      [['replay', bundle, '--lab', '2'], 'is messages'],
      [['grade', '1', server, '--bundle-with-submission'], '--bundle FILE'],
      [['grade', '1', server, '--bundle', 'x.zip', '--repeat', '2'], 'does not go with'],
      [['grade', '1', server, '--jobs', '2'], 'of --repeat'],
      [['grade', '1', server, '--watch', '--json'], '--out'],
      [['grade', '1', server, '--repeat', '2', '--format', 'html'], 'is for one report'],
    ] as const) {
      const { status, stdout, stderr } = await wirelab(args);
      expect({ status, stdout, lines: stderr.trim().split('\n').length }, stderr).to.deep.equal({
        status: 2,
        stdout: '',
        lines: 1,
      });
      expect(stderr).to.contain(says);
    }
  });
});

describe('wirelab grade --repeat', function () {
  this.timeout(GRADING_MS);
  before(needs('bwrap', 'python3'));
  after(removeFolders);
  afterEach(endPrograms);

  it('starts the program afresh each time, several at once, and ends with 0 only when all is well each time', async () => {
    const server = join(emptyFolder(), 'server.py');
    writeFileSync(server, RIGHT);
    const { status, stdout } = await startWirelab(
      ['grade', '1', server, ...ONLY, '--repeat', '4', '--jobs', '2', '--json'],
      { input: '' },
    ).end(GRADING_MS);
    const document = JSON.parse(stdout) as { ok: boolean; done: number; programs: { checks: { passed: number }[] }[] };
    expect(document).to.include({ ok: true, done: 4 });
    expect(document.programs.map(({ checks }) => checks.map(({ passed }) => passed))).to.deep.equal([[4]]);
    expect(status).to.equal(0);
    writeFileSync(server, SHOUTS);
    const failed = await startWirelab(['grade', '1', server, ...ONLY, '--repeat', '2'], { input: '' }).end(GRADING_MS);
    expect(failed.stdout).to.contain('full marks 0 of 2 times').and.contain('failed twice');
    expect(failed.status).to.equal(1);
  });
});

describe('wirelab grade --watch', function () {
  this.timeout(GRADING_MS);
  before(needs('bwrap', 'python3'));
  after(removeFolders);
  afterEach(endPrograms);

  it('shows what each save has changed, waits out what cannot be graded, and ends on Ctrl-C with 130', async () => {
    const folder = emptyFolder();
    const [server, out] = [join(folder, 'server.py'), join(folder, 'report.json')];
    writeFileSync(server, SHOUTS);
    const program = startWirelab(['grade', '1', folder, ...ONLY, '--watch', '--out', out, '--format', 'json'], {
      input: '',
    });
    await program.printed(/waiting for the next save/, 'stderr');
    expect(program.stdout).to.contain('0 of').and.not.contain('\x1b');
    writeFileSync(server, RIGHT);
    await program.printed(/now passes:\n/);
    await program.printed(/(?:waiting for the next save[^]*){2}/, 'stderr');
    expect((JSON.parse(readFileSync(out, 'utf8')) as { score: number }).score).to.be.greaterThan(0);
    writeFileSync(server, '');
    await program.printed(/cannot be graded as it is now/);
    appendFileSync(server, SHOUTS);
    await program.printed(/now fails:\n/);
    const { status } = await program.stop('SIGINT');
    expect(status).to.equal(130);
    expect(existsSync(server)).to.equal(true);
  });
});
