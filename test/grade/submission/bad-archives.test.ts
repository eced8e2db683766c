import { expect } from 'chai';
import fc from 'fast-check';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { TakeOptions } from '../../../src/grade/submission/analysis.js';
import { removeFolders } from '../../support/checkout.js';
import { seed } from '../../support/seed.js';
import { longName, tar, type TarEntry } from '../../support/tar-writer.js';
import { zip, type ZipEntry } from '../../support/zip-writer.js';
import { good, goodTar, MB, SERVER, Taker } from './taker.js';

describe('bad archives', () => {
  let taker: Taker;
  beforeEach(() => {
    taker = new Taker();
  });
  afterEach(() => taker.dispose());
  after(removeFolders);

  const refused = async (name: string, bytes: Uint8Array, options?: Partial<TakeOptions>): Promise<string> => {
    const result = await taker.take(name, bytes, options);
    expect(existsSync(join(taker.folder, '..', 'evil.py'))).to.be.false;
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
    [
      'a symbolic link',
      [{ name: 'key', data: '/etc/passwd', mode: 0o120777 }],
      /key: a symbolic link: only plain files/,
    ],
    ['a link named as a folder', [{ name: 'dir/', data: '', mode: 0o120777 }], /a symbolic link/],
    ['a device', [{ name: 'null', mode: 0o020666 }], /a device/],
    ['a block device', [{ name: 'disk', mode: 0o060666 }], /a device/],
    ['a pipe', [{ name: 'pipe', mode: 0o010644 }], /a named pipe/],
    ['a socket', [{ name: 'sock', mode: 0o140644 }], /a socket/],
    ['a folder with content', [{ name: 'dir/', data: 'x' }], /a folder with content/],
    ['the same name twice', [good, { name: 'server.py', data: 'print()' }], /server\.py: is there twice/],
    ['the same name twice, spelled otherwise', [good, { name: './server.py', data: 'print()' }], /is there twice/],
    [
      'names that differ in capitals',
      [good, { name: 'Server.py', data: 'print()' }],
      /Server\.py: differs from server\.py in capital letters only/,
    ],
    [
      'names that differ in how é is written',
      [
        { name: 'caf\u00e9.py', data: 'x' },
        { name: 'cafe\u0301.py', data: 'x' },
      ],
      /differs from/,
    ],
    [
      'folders that differ in capitals',
      [
        { name: 'lib/a.py', data: 'x' },
        { name: 'Lib/b.py', data: 'x' },
      ],
      /differs from lib in capital/,
    ],
    [
      'a file that is a folder too',
      [
        { name: 'a', data: 'x' },
        { name: 'a/b.py', data: 'x' },
      ],
      /a is both a file and a folder/,
    ],
    [
      'a folder that is a file too',
      [
        { name: 'a/b.py', data: 'x' },
        { name: 'a', data: 'x' },
      ],
      /a is both a file and a folder/,
    ],
    [
      'a size that is said too small',
      [{ name: 'big.txt', data: 'x'.repeat(100_000), saysSize: 10 }],
      /big\.txt: it cannot be unpacked/,
    ],
    [
      'a size that is said too large',
      [{ name: 'small.txt', data: 'x', saysSize: 1000, method: 8 }],
      /small\.txt: it cannot be unpacked/,
    ],
    ['a stored size that is a lie', [{ name: 'a.txt', data: 'xxxx', isStored: true, saysSize: 2 }], /cannot be read/],
    ['a wrong checksum', [{ name: 'server.py', data: SERVER, saysCrc: 1 }], /server\.py: it is damaged/],
    ['a password', [{ ...good, isEncrypted: true }], /server\.py: it is encrypted/],
    ['a way of packing that nobody knows', [{ ...good, method: 12 }], /server\.py: it cannot be unpacked/],
    ['folders without end', [{ name: `${'a/'.repeat(25)}x.py`, data: 'x' }], /26 folders deep, limit is 20/],
    [
      'a name that no file system takes',
      [{ name: `${'x'.repeat(300)}.py`, data: 'x' }],
      /a name of more than 255 bytes/,
    ],
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
    [
      'a control character in a long name',
      [longName('a\x07b.py'), { name: 'short', data: 'x' }],
      /a control character/,
    ],
    [
      'a long name that leads out',
      [longName(`${'a/'.repeat(3)}../../../../evil.py`), { name: 'short', data: 'x' }],
      /".." in the name/,
    ],
    [
      'a file that is a folder too',
      [
        { name: 'a', data: 'x' },
        { name: 'a/b', data: 'x' },
      ],
      /both a file and a folder/,
    ],
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
    expect(await refused('many.zip', zip(entries), { limits: { entries: 39 } })).to.include(
      'more than 39 files and folders',
    );
    expect((await taker.take('some.zip', zip([...entries.slice(0, 38), good]), { limits: { entries: 39 } })).gradable)
      .to.be.true;
    expect(await refused('many.zip', zip(entries), { limits: { entriesSeen: 39 } })).to.include('more than 39 entries');
  });

  it('refuses 60000 entries within the limits of an ordinary run', async () => {
    expect(
      await refused('many.zip', zip(Array.from({ length: 60_000 }, (_, index) => ({ name: `f${index}` })))),
    ).to.include('more than 2000 files and folders');
  });

  it('refuses too much in all, and too large a file', async () => {
    const half = Buffer.alloc(600);
    expect(
      await refused(
        'a.zip',
        zip([
          { name: 'a', data: half },
          { name: 'b', data: half },
        ]),
        { limits: { totalBytes: 1000 } },
      ),
    ).to.include('more than 1000 bytes in all');
    expect(await refused('a.tar', tar([{ name: 'a', data: half }]), { limits: { fileBytes: 599 } })).to.include(
      'a: larger than 599 bytes',
    );
  });

  it('refuses bombs, of a zip and of a tar', async () => {
    const zeros = Buffer.alloc(6 * MB);
    expect(await refused('bomb.zip', zip([{ name: 'zeros', data: zeros }, good]))).to.include(
      'zeros: more than 100 times larger than in the archive',
    );
    expect(
      await refused('bomb.tgz', gzipSync(tar([{ name: 'zeros', data: zeros }])), { limits: { streamBytes: 5 * MB } }),
    ).to.include('becomes more than 5 MB');
    expect(
      (await taker.take('honest.zip', zip([{ name: 'letters', data: 'a'.repeat(MB) }, good]))).gradable,
      'a long file of one letter',
    ).to.be.true;
  });

  it('refuses garbage, half an archive and other archives, in words', async () => {
    const bytes = zip([good]);
    const packed = gzipSync(tar([goodTar]));
    expect(await refused('a.zip', Buffer.from('this is no zip'))).to.match(
      /^the submission is not taken: a zip archive that cannot be read/,
    );
    expect(await refused('b.zip', bytes.subarray(0, bytes.length - 10))).to.include(
      'a zip archive that cannot be read',
    );
    expect(await refused('c.tar.gz', packed.subarray(0, packed.length - 20))).to.include(
      'a tar archive that cannot be read',
    );
    expect(await refused('d.tar.gz', Buffer.from('this is no gzip'))).to.include('a tar archive that cannot be read');
    expect(await refused('e.tar', Buffer.alloc(700, 'x'))).to.include('a tar archive that cannot be read');
    expect(await refused('f.rar', Buffer.from('Rar!\x1a\x07'))).to.include('a RAR archive: pack it as .zip or .tar.gz');
    expect(await refused('g.zip', zip([good]), { limits: { archiveBytes: 10 } })).to.include('limit is 10');
  });

  it('never throws, and never writes outside, whatever bytes of an archive are changed', async () => {
    const archives = [
      zip([good, { name: 'a/b.txt', data: 'text' }]),
      tar([goodTar, { name: 'a/' }, { name: 'a/b.txt', data: 'text' }]),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1),
        fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { maxLength: 6 }),
        async (which, changes) => {
          const bytes = Uint8Array.from(archives[which] as Uint8Array);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const result = await taker.take(which === 0 ? 'a.zip' : 'a.tar', bytes);
          expect(readdirSync(taker.folder).sort()).to.deep.equal(['.stages', which === 0 ? 'a.zip' : 'a.tar']);
          if (result.gradable) await result.dispose();
          rmSync(join(taker.folder, which === 0 ? 'a.zip' : 'a.tar'));
        },
      ),
      { seed, numRuns: 150 },
    );
  });
});
