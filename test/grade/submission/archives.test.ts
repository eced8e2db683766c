import { expect } from 'chai';
import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { NotGradable, Submission } from '../../../src/grade/submission/submission.js';
import type { TakeOptions } from '../../../src/grade/submission/analysis.js';
import { takeSubmission } from '../../../src/grade/submission/take-submission.js';
import { emptyFolder, removeFolders } from '../../support/checkout.js';
import { seed } from '../../support/seed.js';
import { longName, tar, type TarEntry } from '../../support/tar-writer.js';
import { zip, type ZipEntry } from '../../support/zip-writer.js';

const SERVER = 'import socket\ns = socket.socket()\ns.bind(("127.0.0.1", 65432))\ns.listen()\nc, a = s.accept()\nc.sendall(c.recv(1024))\n';
const MB = 1024 * 1024;
const good: ZipEntry = { name: 'server.py', data: SERVER };
const goodTar: TarEntry = { name: 'server.py', data: SERVER };

describe('archives', () => {
  const taken: Submission[] = [];
  let folder = '';

  beforeEach(() => { folder = emptyFolder(); });
  afterEach(async () => { for (const one of taken.splice(0)) await one.dispose(); });
  after(removeFolders);

  const take = async (name: string, bytes: Uint8Array, options: TakeOptions = {}): Promise<Submission | NotGradable> => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return takePath(path, options);
  };
  const takePath = async (path: string, options: TakeOptions = {}): Promise<Submission | NotGradable> => {
    const stages = join(folder, '.stages');
    mkdirSync(stages, { recursive: true });
    const before = readdirSync(stages).length;
    const result = await takeSubmission(path, { isInstalled: () => true, tmpdir: stages, ...options });
    if (result.gradable) taken.push(result);
    else expect(readdirSync(stages), 'nothing is staged of what is refused').to.have.lengthOf(before);
    return result;
  };
  const accepted = async (name: string, bytes: Uint8Array, options?: TakeOptions): Promise<Submission> => {
    const result = await take(name, bytes, options);
    return result.gradable ? result : expect.fail(result.reason);
  };
  const refused = async (name: string, bytes: Uint8Array, options?: TakeOptions): Promise<string> => {
    const result = await take(name, bytes, options);
    expect(existsSync(join(folder, '..', 'evil.py'))).to.be.false;
    return result.gradable ? expect.fail('it was taken') : result.reason;
  };

  const BAD_ZIPS: readonly (readonly [what: string, entries: readonly ZipEntry[], reason: RegExp])[] = [
    ['a name that leads out', [{ name: '../evil.py', data: 'x' }], /\.\.\/evil\.py: ".." in the name/],
    ['a name that leads out from below', [{ name: 'a/../../evil.py', data: 'x' }], /".." in the name/],
    ['an absolute name', [{ name: '/tmp/evil.py', data: 'x' }], /\/tmp\/evil\.py: an absolute name/],
    ['a backslash', [{ name: '..\\evil.py', data: 'x' }], /a backslash in the name/],
    ['a drive letter', [{ name: 'C:/evil.py', data: 'x' }], /a drive letter/],
    ['no name', [{ name: '', data: 'x' }], /no name/],
    ['NUL in a name', [{ name: 'server.py\0.txt', data: 'x' }], /a control character in the name/],
    ['an escape sequence in a name', [{ name: 'a\x1b[2Jb.py', data: 'x' }], /a control character in the name/],
    ['a name that reads backwards', [{ name: 'a\u202eyp.exe', data: 'x' }], /an invisible character/],
    ['a symbolic link', [{ name: 'key', data: '/etc/passwd', mode: 0o120777 }], /key: a symbolic link: only plain files/],
    ['a link named as a folder', [{ name: 'dir/', data: '', mode: 0o120777 }], /a symbolic link/],
    ['a device', [{ name: 'null', mode: 0o020666 }], /a device/],
    ['a block device', [{ name: 'disk', mode: 0o060666 }], /a device/],
    ['a pipe', [{ name: 'pipe', mode: 0o010644 }], /a named pipe/],
    ['a socket', [{ name: 'sock', mode: 0o140644 }], /a socket/],
    ['a folder with content', [{ name: 'dir/', data: 'x' }], /a folder with content/],
    ['the same name twice', [good, { name: 'server.py', data: 'print()' }], /server\.py: is there twice/],
    ['the same name twice, spelled otherwise', [good, { name: './server.py', data: 'print()' }], /is there twice/],
    ['names that differ in capitals', [good, { name: 'Server.py', data: 'print()' }], /Server\.py: differs from server\.py in capital letters only/],
    ['names that differ in how é is written', [{ name: 'caf\u00e9.py', data: 'x' }, { name: 'cafe\u0301.py', data: 'x' }], /differs from/],
    ['folders that differ in capitals', [{ name: 'lib/a.py', data: 'x' }, { name: 'Lib/b.py', data: 'x' }], /differs from lib in capital/],
    ['a file that is a folder too', [{ name: 'a', data: 'x' }, { name: 'a/b.py', data: 'x' }], /a is both a file and a folder/],
    ['a folder that is a file too', [{ name: 'a/b.py', data: 'x' }, { name: 'a', data: 'x' }], /a is both a file and a folder/],
    ['a size that is said too small', [{ name: 'big.txt', data: 'x'.repeat(100_000), saysSize: 10 }], /big\.txt: it cannot be unpacked/],
    ['a size that is said too large', [{ name: 'small.txt', data: 'x', saysSize: 1000, method: 8 }], /small\.txt: it cannot be unpacked/],
    ['a stored size that is a lie', [{ name: 'a.txt', data: 'xxxx', isStored: true, saysSize: 2 }], /cannot be read/],
    ['a wrong checksum', [{ name: 'server.py', data: SERVER, saysCrc: 1 }], /server\.py: it is damaged/],
    ['a password', [{ ...good, isEncrypted: true }], /server\.py: it is encrypted/],
    ['a way of packing that nobody knows', [{ ...good, method: 12 }], /server\.py: it cannot be unpacked/],
    ['folders without end', [{ name: `${'a/'.repeat(25)}x.py`, data: 'x' }], /26 folders deep, limit is 20/],
    ['a name that no file system takes', [{ name: `${'x'.repeat(300)}.py`, data: 'x' }], /a name of more than 255 bytes/],
    ['a bad name among what is left out', [{ name: 'node_modules/../../evil.py', data: 'x' }], /".." in the name/],
  ];

  for (const [what, entries, reason] of BAD_ZIPS) {
    it(`refuses a zip with ${what}`, async () => {
      expect(await refused('work.zip', zip(entries.includes(good) ? entries : [...entries, good]))).to.match(reason);
    });
  }

  const BAD_TARS: readonly (readonly [what: string, entries: readonly TarEntry[], reason: RegExp])[] = [
    ['a name that leads out', [{ name: '../evil.py', data: 'x' }], /".." in the name/],
    ['an absolute name', [{ name: '/tmp/evil.py', data: 'x' }], /an absolute name/],
    ['a symbolic link', [{ name: 'key', type: '2', link: '/etc/passwd' }], /key: a symbolic link/],
    ['a hard link', [{ name: 'key', type: '1', link: '/etc/passwd' }], /key: a hard link/],
    ['a device', [{ name: 'null', type: '3' }], /a device/],
    ['a pipe', [{ name: 'pipe', type: '6' }], /a named pipe/],
    ['a sparse file of GNU', [{ name: 'holes', type: 'S' }], /an entry of an unknown kind/],
    ['the same name twice', [goodTar, goodTar], /is there twice/],
    ['a control character in a long name', [longName('a\x07b.py'), { name: 'short', data: 'x' }], /a control character/],
    ['a long name that leads out', [longName(`${'a/'.repeat(3)}../../../../evil.py`), { name: 'short', data: 'x' }], /".." in the name/],
    ['a file that is a folder too', [{ name: 'a', data: 'x' }, { name: 'a/b', data: 'x' }], /both a file and a folder/],
    ['a file that is larger than the archive', [{ name: 'big', data: 'x', saysSize: 10 * MB }], /cannot be read/],
    ['a file over the limit', [{ name: 'big', data: 'x', saysSize: 17 * MB }], /big: larger than 16 MB/],
  ];

  for (const [what, entries, reason] of BAD_TARS) {
    it(`refuses a tar with ${what}, packed or not`, async () => {
      const bytes = tar(entries);
      expect(await refused('work.tar', bytes)).to.match(reason);
      expect(await refused('work.tar.gz', gzipSync(bytes))).to.match(reason);
    });
  }

  it('refuses too many entries, and says the limit', async () => {
    const entries = Array.from({ length: 40 }, (_, index): ZipEntry => ({ name: `f${index}.txt`, data: 'x' }));
    expect(await refused('many.zip', zip(entries), { limits: { entries: 39 } })).to.include('more than 39 files and folders');
    expect((await take('some.zip', zip([...entries.slice(0, 38), good]), { limits: { entries: 39 } })).gradable).to.be.true;
    expect(await refused('many.zip', zip(entries), { limits: { entriesSeen: 39 } })).to.include('more than 39 entries');
  });

  it('refuses 60000 entries within the limits of an ordinary run', async () => {
    expect(await refused('many.zip', zip(Array.from({ length: 60_000 }, (_, index) => ({ name: `f${index}` }))))).to.include('more than 2000 files and folders');
  });

  it('refuses too much in all, and too large a file', async () => {
    const half = Buffer.alloc(600);
    expect(await refused('a.zip', zip([{ name: 'a', data: half }, { name: 'b', data: half }]), { limits: { totalBytes: 1000 } })).to.include('more than 1000 bytes in all');
    expect(await refused('a.tar', tar([{ name: 'a', data: half }]), { limits: { fileBytes: 599 } })).to.include('a: larger than 599 bytes');
  });

  it('refuses bombs, of a zip and of a tar', async () => {
    const zeros = Buffer.alloc(6 * MB);
    expect(await refused('bomb.zip', zip([{ name: 'zeros', data: zeros }, good]))).to.include('zeros: more than 100 times larger than in the archive');
    expect(await refused('bomb.tgz', gzipSync(tar([{ name: 'zeros', data: zeros }])), { limits: { streamBytes: 5 * MB } })).to.include('becomes more than 5 MB');
    expect((await take('honest.zip', zip([{ name: 'letters', data: 'a'.repeat(MB) }, good]))).gradable, 'a long file of one letter').to.be.true;
  });

  it('refuses garbage, half an archive and other archives, in words', async () => {
    const bytes = zip([good]);
    const packed = gzipSync(tar([goodTar]));
    expect(await refused('a.zip', Buffer.from('this is no zip'))).to.match(/^the submission is not taken: a zip archive that cannot be read/);
    expect(await refused('b.zip', bytes.subarray(0, bytes.length - 10))).to.include('a zip archive that cannot be read');
    expect(await refused('c.tar.gz', packed.subarray(0, packed.length - 20))).to.include('a tar archive that cannot be read');
    expect(await refused('d.tar.gz', Buffer.from('this is no gzip'))).to.include('a tar archive that cannot be read');
    expect(await refused('e.tar', Buffer.alloc(700, 'x'))).to.include('a tar archive that cannot be read');
    expect(await refused('f.rar', Buffer.from('Rar!\x1a\x07'))).to.include('a RAR archive: pack it as .zip or .tar.gz');
    expect(await refused('g.zip', zip([good]), { limits: { archiveBytes: 10 } })).to.include('limit is 10');
  });

  it('never throws, and never writes outside, whatever bytes of an archive are changed', async () => {
    const archives = [zip([good, { name: 'a/b.txt', data: 'text' }]), tar([goodTar, { name: 'a/' }, { name: 'a/b.txt', data: 'text' }])];
    await fc.assert(fc.asyncProperty(fc.nat(1), fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 6 }), async (which, changes) => {
      const bytes = Uint8Array.from(archives[which] as Uint8Array);
      for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
      const result = await take(which === 0 ? 'a.zip' : 'a.tar', bytes);
      expect(readdirSync(folder).sort()).to.deep.equal(['.stages', which === 0 ? 'a.zip' : 'a.tar']);
      if (result.gradable) await result.dispose();
      rmSync(join(folder, which === 0 ? 'a.zip' : 'a.tar'));
    }), { seed, numRuns: 150 });
  });

  it('tells an archive by what is in it, whatever it is called', async () => {
    expect((await accepted('work', zip([good]))).server?.file).to.equal('server.py');
    expect((await accepted('work.bin', gzipSync(tar([goodTar])))).server?.file).to.equal('server.py');
    expect((await accepted('work.tgz', gzipSync(tar([goodTar])))).server?.file).to.equal('server.py');
  });

  it('gives a file, a folder and every archive of it the same hash, and another one for other names or bytes', async () => {
    mkdirSync(join(folder, 'work/lib'), { recursive: true });
    writeFileSync(join(folder, 'work/server.py'), SERVER);
    writeFileSync(join(folder, 'work/lib/a.py'), 'A = 1\n');
    const files = [{ name: 'server.py', data: SERVER }, { name: 'lib/a.py', data: 'A = 1\n' }];
    const ofFolder = await takePath(join(folder, 'work'));
    const hashes = [
      (await accepted('a.zip', zip(files))).sha256,
      (await accepted('b.zip', zip([...files].reverse()))).sha256,
      (await accepted('c.zip', zip(files.map(({ name, data }) => ({ name: `Ann & Bob (final)/${name}`, data }))))).sha256,
      (await accepted('d.tar.gz', gzipSync(tar([{ name: './' }, ...files.map(({ name, data }) => ({ name: `./${name}`, data }))])))).sha256,
    ];
    expect(new Set([ofFolder.sha256, ...hashes]).size).to.equal(1);
    expect((await accepted('e.zip', zip([{ name: 'server2.py', data: SERVER }, { name: 'lib/a.py', data: 'A = 1\n' }]))).sha256).not.to.equal(hashes[0]);
    expect((await accepted('f.zip', zip([{ name: 'server.py', data: `${SERVER}\n` }, { name: 'lib/a.py', data: 'A = 1\n' }]))).sha256).not.to.equal(hashes[0]);
  });

  it('stages files as 644 and folders as 755, with a name that tells nothing, and removes them when it is told to', async () => {
    const submission = await accepted('Ann Lee.zip', zip([{ ...good, name: 'b/server.py', mode: 0o104777 }, { name: 'c/data.txt', data: 'x' }]));
    expect(submission.folder).to.match(/\/wirelab-[\w-]+$/);
    const mode = (path: string): number => lstatSync(join(submission.folder, path)).mode & 0o7777;
    expect([mode('b/server.py'), mode('b'), mode('c/data.txt')]).to.deep.equal([0o644, 0o755, 0o644]);
    expect(readFileSync(join(submission.folder, 'b/server.py'), 'utf8')).to.equal(SERVER);
    await submission.dispose();
    expect(existsSync(submission.folder)).to.be.false;
  });

  it('takes names with spaces, ampersands, brackets and letters of all languages', async () => {
    for (const name of ['Übung 1 & 2 (Ann)/server.py', 'лаба/сервер.py', '実習/server.py', "it's; $(touch x) `y`/server.py", '-rf.py']) {
      const submission = await accepted('work.zip', zip([{ name: `keep/${name}`, data: SERVER }, { name: 'notes.txt', data: 'x' }]));
      expect(submission.server?.file).to.equal(`keep/${name}`);
      expect(submission.server?.start.cwd).to.equal(`keep/${name}`.replace(/\/[^/]*$/, ''));
    }
  });

  it('reads names of a zip as UTF-8 where they are, though it is not said', async () => {
    expect((await accepted('work.zip', zip([{ name: 'sérveur.py', data: SERVER, saysUtf8: false }]))).server?.file).to.equal('sérveur.py');
    expect((await accepted('work.zip', zip([{ name: Buffer.from([0x73, 0x82, 0x72, 0x2e, 0x70, 0x79]), data: SERVER, saysUtf8: false }]))).server?.file, 'CP437').to.equal('sér.py');
  });

  it('takes a zip and a tar that this machine packs', async function () {
    mkdirSync(join(folder, 'work'));
    writeFileSync(join(folder, 'work/server.py'), SERVER);
    execFileSync('tar', ['-czf', 'work.tar.gz', 'work'], { cwd: folder });
    execFileSync('python3', ['-c', 'import shutil; shutil.make_archive("work", "zip", ".", "work")'], { cwd: folder });
    for (const name of ['work.tar.gz', 'work.zip']) expect((await takePath(join(folder, name))).gradable, name).to.be.true;
  });

  describe('of what is left out', () => {
    const names = (result: Submission): string[] => result.files.map(({ path }) => path).sort();

    it('leaves out what tools make, with the reason, links within it too', async () => {
      const submission = await accepted('work.tgz', gzipSync(tar([
        goodTar,
        { name: '.git/config', data: 'x' }, { name: '__pycache__/server.cpython-311.pyc', data: 'x' }, { name: 'venv/bin/python', type: '2', link: '/usr/bin/python3' },
        { name: '__MACOSX/._server.py', data: 'x' }, { name: '.DS_Store', data: 'x' }, { name: 'Server.class', data: 'x' }, { name: 'a.out', data: 'x' },
        { name: 'program', data: Buffer.from('\x7fELF\x02\x01\x01\0\0\0', 'latin1') }, { name: 'report.pdf', data: '%PDF' }, { name: 'node_modules/.bin/x', type: '2', link: '../x/x.js' },
      ])));
      expect(names(submission)).to.deep.equal(['server.py']);
      expect(submission.leftOut.map(({ path }) => path)).to.have.members(['.git', '__pycache__', 'venv', '__MACOSX', '.DS_Store', 'Server.class', 'a.out', 'program', 'report.pdf', 'node_modules/.bin']);
      expect(submission.leftOut.find(({ path }) => path === 'Server.class')?.why).to.include('hand in the .java files');
    });

    it('keeps a document that a program names', async () => {
      expect(names(await accepted('a.zip', zip([{ name: 'server.py', data: `${SERVER}open("report.pdf", "rb")\n` }, { name: 'report.pdf', data: '%PDF' }])))).to.include('report.pdf');
    });

    it('keeps the packages of Node that a program imports, and no others', async () => {
      const server = { name: 'server.js', data: 'require("net").createServer().listen(5000);\n' };
      const module = { name: 'node_modules/prompt/index.js', data: 'module.exports = 1;\n' };
      const unused = await accepted('a.zip', zip([server, module]));
      expect(names(unused)).to.deep.equal(['server.js']);
      expect(unused.leftOut).to.deep.equal([{ path: 'node_modules', why: 'nothing imports these packages' }]);
      const used = await accepted('b.zip', zip([{ ...server, data: `const p = require("prompt");\n${server.data}` }, module]));
      expect(names(used)).to.include('node_modules/prompt/index.js');
      expect(used.diagnoses).to.deep.equal([]);
    });

    it('drops packages without end, and takes the rest', async () => {
      const modules = Array.from({ length: 60 }, (_, index): ZipEntry => ({ name: `node_modules/m${index}/index.js`, data: 'x' }));
      const submission = await accepted('a.zip', zip([...modules, good]), { limits: { entries: 50 } });
      expect(names(submission)).to.deep.equal(['server.py']);
      expect(submission.leftOut).to.deep.include({ path: 'node_modules', why: 'too many packages: only what the program needs is kept' });
    });

    it('follows no link of a folder, opens no pipe, and reads what the link was given for', async () => {
      const work = join(folder, 'work');
      mkdirSync(work);
      writeFileSync(join(work, 'server.py'), SERVER);
      symlinkSync('/etc/passwd', join(work, 'key.txt'));
      symlinkSync('/', join(work, 'root'));
      symlinkSync('.', join(work, 'loop'));
      execFileSync('mkfifo', [join(work, 'pipe')]);
      symlinkSync(work, join(folder, 'link'));
      const submission = await takePath(join(folder, 'link'));
      if (!submission.gradable) return expect.fail(submission.reason);
      expect(names(submission)).to.deep.equal(['server.py']);
      expect(submission.leftOut.map(({ path }) => path)).to.have.members(['key.txt', 'root', 'loop', 'pipe']);
      return undefined;
    });

    it('says what there is when nothing is there', async () => {
      mkdirSync(join(folder, 'empty'));
      expect((await takePath(join(folder, 'empty')) as NotGradable).reason).to.equal('the submission is empty');
      let thrown: unknown;
      try { await takeSubmission(join(folder, 'nowhere')); } catch (error) { thrown = error; }
      expect(String(thrown)).to.match(/SubmissionPathError: .*nowhere: there is no such file or folder/);
    });
  });
});
