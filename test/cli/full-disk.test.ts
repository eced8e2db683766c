import { expect } from 'chai';
import { emptyFolder, removeFolders } from '../support/checkout.js';
import { needs } from '../support/needs.js';
import { endPrograms, Spawned, type Ended } from '../support/spawned.js';
import { wirelabWords } from '../support/wirelab.js';

const KIB = 24; // what fits on the disk, the server and a few small files included

/** A command in a folder, which is a disk of its own, with a full one in it; then what it has left there. */
function onFullDisk(folder: string, ...args: readonly string[]): Promise<Ended> {
  const script = `mount -t tmpfs -o size=${KIB}k,mode=1777 tmpfs "$0" && cd "$0" && mkdir tmp && printf pass > server.py
    TMPDIR=$PWD/tmp; export TMPDIR
    head -c ${KIB}k /dev/zero > fill 2>&-
    "$@"; status=$?
    find . -type f | sort; exit $status`;
  return new Spawned(
    'unshare',
    ['--map-root-user', '--mount', 'sh', '-c', script, folder, ...wirelabWords(), ...args],
    { input: '' },
  ).end(60_000);
}

describe('On a full disk', function () {
  this.timeout(70_000);
  before(needs('bwrap'));
  after(removeFolders);
  afterEach(endPrograms);

  for (const [args, says] of [
    [['grade', '1', 'server.py'], /^wirelab: a disk is full: make room, or set TMPDIR to a folder on another one\n$/],
    [['new', 'lab', 'tea'], /^wirelab: cannot write \S+lab\.ts: a disk is full: make room/],
    [
      ['pack', '1', '--for', 'students', '--out', 'out'],
      /^wirelab: --out: cannot write out: a disk is full: make room/,
    ],
    [
      ['pack', '1', '--for', 'students', '--out', 'out.zip'],
      /^wirelab: --out: cannot write out\.zip: a disk is full: make room/,
    ],
  ] as const) {
    it(`${args[0]} ${args.at(-1) ?? ''} says so in one line, is not to blame, and leaves nothing half done`, async () => {
      const { status, stdout, stderr } = await onFullDisk(emptyFolder(), ...args);
      expect(stderr).to.match(says);
      expect(stdout).to.equal('./fill\n./server.py\n');
      expect(status).to.equal(3);
    });
  }
});
