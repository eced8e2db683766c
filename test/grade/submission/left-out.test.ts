import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Submission } from '../../../src/grade/submission/submission.js';
import { removeFolders } from '../../support/checkout.js';
import { tar } from '../../support/tar-writer.js';
import { zip, type ZipEntry } from '../../support/zip-writer.js';
import { good, goodTar, SERVER, Taker } from './taker.js';

describe('what is left out of a submission', () => {
  let taker: Taker;
  beforeEach(() => {
    taker = new Taker();
  });
  afterEach(() => taker.dispose());
  after(removeFolders);

  const names = (result: Submission): string[] => result.files.map(({ path }) => path).sort();

  it('leaves out what tools make, with the reason, links within it too', async () => {
    const submission = await taker.accepted(
      'work.tgz',
      gzipSync(
        tar([
          goodTar,
          { name: '.git/config', data: 'x' },
          { name: '__pycache__/server.cpython-311.pyc', data: 'x' },
          { name: 'venv/bin/python', type: '2', link: '/usr/bin/python3' },
          { name: '__MACOSX/._server.py', data: 'x' },
          { name: '.DS_Store', data: 'x' },
          { name: 'Server.class', data: 'x' },
          { name: 'a.out', data: 'x' },
          { name: 'program', data: Buffer.from('\x7fELF\x02\x01\x01\0\0\0', 'latin1') },
          { name: 'report.pdf', data: '%PDF' },
          { name: 'node_modules/.bin/x', type: '2', link: '../x/x.js' },
        ]),
      ),
    );
    expect(names(submission)).to.deep.equal(['server.py']);
    expect(submission.leftOut.map(({ path }) => path)).to.have.members([
      '.git',
      '__pycache__',
      'venv',
      '__MACOSX',
      '.DS_Store',
      'Server.class',
      'a.out',
      'program',
      'report.pdf',
      'node_modules/.bin',
    ]);
    expect(submission.leftOut.find(({ path }) => path === 'Server.class')?.why).to.include('hand in the .java files');
  });

  it('keeps a document that a program names', async () => {
    expect(
      names(
        await taker.accepted(
          'a.zip',
          zip([
            { name: 'server.py', data: `${SERVER}open("report.pdf", "rb")\n` },
            { name: 'report.pdf', data: '%PDF' },
          ]),
        ),
      ),
    ).to.include('report.pdf');
  });

  it('keeps the packages of Node that a program imports, and no others', async () => {
    const server = { name: 'server.js', data: 'require("net").createServer().listen(5000);\n' };
    const module = { name: 'node_modules/prompt/index.js', data: 'module.exports = 1;\n' };
    const unused = await taker.accepted('a.zip', zip([server, module]));
    expect(names(unused)).to.deep.equal(['server.js']);
    expect(unused.leftOut).to.deep.equal([{ path: 'node_modules', why: 'nothing imports these packages' }]);
    const used = await taker.accepted(
      'b.zip',
      zip([{ ...server, data: `const p = require("prompt");\n${server.data}` }, module]),
    );
    expect(names(used)).to.include('node_modules/prompt/index.js');
    expect(used.diagnoses).to.deep.equal([]);
  });

  it('drops packages without end, and takes the rest', async () => {
    const modules = Array.from({ length: 60 }, (_, index): ZipEntry => ({
      name: `node_modules/m${index}/index.js`,
      data: 'x',
    }));
    const submission = await taker.accepted('a.zip', zip([...modules, good]), { limits: { entries: 50 } });
    expect(names(submission)).to.deep.equal(['server.py']);
    expect(submission.leftOut).to.deep.include({
      path: 'node_modules',
      why: 'too many packages: only what the program needs is kept',
    });
  });

  it('follows no link of a folder, opens no pipe, and reads what the link was given for', async () => {
    const work = join(taker.folder, 'work');
    mkdirSync(work);
    writeFileSync(join(work, 'server.py'), SERVER);
    symlinkSync('/etc/passwd', join(work, 'key.txt'));
    symlinkSync('/', join(work, 'root'));
    symlinkSync('.', join(work, 'loop'));
    execFileSync('mkfifo', [join(work, 'pipe')]);
    symlinkSync(work, join(taker.folder, 'link'));
    const submission = await taker.takePath(join(taker.folder, 'link'));
    if (!submission.gradable) return expect.fail(submission.reason);
    expect(names(submission)).to.deep.equal(['server.py']);
    expect(submission.leftOut.map(({ path }) => path)).to.have.members(['key.txt', 'root', 'loop', 'pipe']);
    return undefined;
  });
});
