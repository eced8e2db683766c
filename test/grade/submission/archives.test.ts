import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { NotGradable } from '../../../src/grade/submission/submission.js';
import { loadLanguages } from '../../../src/compose/load-languages.js';
import { takeSubmission } from '../../../src/grade/submission/take-submission.js';
import { removeFolders } from '../../support/checkout.js';
import { tar } from '../../support/tar-writer.js';
import { zip } from '../../support/zip-writer.js';
import { good, goodTar, SERVER, Taker } from './taker.js';

describe('archives', () => {
  let taker: Taker;
  beforeEach(() => {
    taker = new Taker();
  });
  afterEach(() => taker.dispose());
  after(removeFolders);

  it('tells an archive by what is in it, whatever it is called', async () => {
    expect((await taker.accepted('work', zip([good]))).server?.file).to.equal('server.py');
    expect((await taker.accepted('work.bin', gzipSync(tar([goodTar])))).server?.file).to.equal('server.py');
    expect((await taker.accepted('work.tgz', gzipSync(tar([goodTar])))).server?.file).to.equal('server.py');
  });

  it('gives a file, a folder and every archive of it the same hash, and another one for other names or bytes', async () => {
    mkdirSync(join(taker.folder, 'work/lib'), { recursive: true });
    writeFileSync(join(taker.folder, 'work/server.py'), SERVER);
    writeFileSync(join(taker.folder, 'work/lib/a.py'), 'A = 1\n');
    const files = [
      { name: 'server.py', data: SERVER },
      { name: 'lib/a.py', data: 'A = 1\n' },
    ];
    const ofFolder = await taker.takePath(join(taker.folder, 'work'));
    const hashes = [
      (await taker.accepted('a.zip', zip(files))).sha256,
      (await taker.accepted('b.zip', zip([...files].reverse()))).sha256,
      (await taker.accepted('c.zip', zip(files.map(({ name, data }) => ({ name: `Ann & Bob (final)/${name}`, data })))))
        .sha256,
      (
        await taker.accepted(
          'd.tar.gz',
          gzipSync(tar([{ name: './' }, ...files.map(({ name, data }) => ({ name: `./${name}`, data }))])),
        )
      ).sha256,
    ];
    expect(new Set([ofFolder.sha256, ...hashes]).size).to.equal(1);
    expect(
      (
        await taker.accepted(
          'e.zip',
          zip([
            { name: 'server2.py', data: SERVER },
            { name: 'lib/a.py', data: 'A = 1\n' },
          ]),
        )
      ).sha256,
    ).not.to.equal(hashes[0]);
    expect(
      (
        await taker.accepted(
          'f.zip',
          zip([
            { name: 'server.py', data: `${SERVER}\n` },
            { name: 'lib/a.py', data: 'A = 1\n' },
          ]),
        )
      ).sha256,
    ).not.to.equal(hashes[0]);
  });

  it('stages files as 644 and folders as 755, with a name that tells nothing, and removes them when it is told to', async () => {
    const submission = await taker.accepted(
      'Ann Lee.zip',
      zip([
        { ...good, name: 'b/server.py', mode: 0o104777 },
        { name: 'c/data.txt', data: 'x' },
      ]),
    );
    expect(submission.folder).to.match(/\/wirelab-[\w-]+$/);
    const mode = (path: string): number => lstatSync(join(submission.folder, path)).mode & 0o7777;
    expect([mode('b/server.py'), mode('b'), mode('c/data.txt')]).to.deep.equal([0o644, 0o755, 0o644]);
    expect(readFileSync(join(submission.folder, 'b/server.py'), 'utf8')).to.equal(SERVER);
    await submission.dispose();
    expect(existsSync(submission.folder)).to.be.false;
  });

  it('takes names with spaces, ampersands, brackets and letters of all languages', async () => {
    for (const name of [
      'Übung 1 & 2 (Ann)/server.py',
      'лаба/сервер.py',
      '実習/server.py',
      "it's; $(touch x) `y`/server.py",
      '-rf.py',
    ]) {
      const submission = await taker.accepted(
        'work.zip',
        zip([
          { name: `keep/${name}`, data: SERVER },
          { name: 'notes.txt', data: 'x' },
        ]),
      );
      expect(submission.server?.file).to.equal(`keep/${name}`);
      expect(submission.server?.start.cwd).to.equal(`keep/${name}`.replace(/\/[^/]*$/, ''));
    }
  });

  it('reads names of a zip as UTF-8 where they are, though it is not said', async () => {
    expect(
      (await taker.accepted('work.zip', zip([{ name: 'sérveur.py', data: SERVER, saysUtf8: false }]))).server?.file,
    ).to.equal('sérveur.py');
    expect(
      (
        await taker.accepted(
          'work.zip',
          zip([{ name: Buffer.from([0x73, 0x82, 0x72, 0x2e, 0x70, 0x79]), data: SERVER, saysUtf8: false }]),
        )
      ).server?.file,
      'CP437',
    ).to.equal('sér.py');
  });

  it('takes a zip and a tar that this machine packs', async function () {
    mkdirSync(join(taker.folder, 'work'));
    writeFileSync(join(taker.folder, 'work/server.py'), SERVER);
    execFileSync('tar', ['-czf', 'work.tar.gz', 'work'], { cwd: taker.folder });
    execFileSync('python3', ['-c', 'import shutil; shutil.make_archive("work", "zip", ".", "work")'], {
      cwd: taker.folder,
    });
    for (const name of ['work.tar.gz', 'work.zip'])
      expect((await taker.takePath(join(taker.folder, name))).gradable, name).to.be.true;
  });

  it('says what there is when nothing is there', async () => {
    mkdirSync(join(taker.folder, 'empty'));
    expect(((await taker.takePath(join(taker.folder, 'empty'))) as NotGradable).reason).to.equal(
      'the submission is empty',
    );
    let thrown: unknown;
    try {
      await takeSubmission(join(taker.folder, 'nowhere'), { languages: await loadLanguages() });
    } catch (error) {
      thrown = error;
    }
    expect(String(thrown)).to.match(/SubmissionPathError: .*nowhere: there is no such file or folder/);
  });
});
