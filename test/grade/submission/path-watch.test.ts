import { expect } from 'chai';
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PathWatch } from '../../../src/grade/submission/path-watch.js';
import { emptyFolder, removeFolders } from '../../support/checkout.js';

/** How programs save a file. */
const SAVES: Readonly<Record<string, (file: string) => void>> = {
  'written in place': (file) => {
    writeFileSync(file, 'b');
  },
  appended: (file) => {
    appendFileSync(file, 'b');
  },
  'written beside and renamed': (file) => {
    writeFileSync(`${file}.new~`, 'b');
    renameSync(`${file}.new~`, file);
  },
  'renamed to a backup and written anew': (file) => {
    renameSync(file, `${file}~`);
    writeFileSync(file, 'b');
  },
  'removed and written anew': (file) => {
    rmSync(file);
    writeFileSync(file, 'b');
  },
};

describe('watching a path', () => {
  const open: PathWatch[] = [];
  let folder = '';

  beforeEach(() => {
    folder = emptyFolder();
  });
  afterEach(async () => {
    for (const watch of open.splice(0)) await watch.close();
  });
  after(removeFolders);

  const start = async (path: string, except: readonly string[] = []): Promise<PathWatch> => {
    const watch = await PathWatch.start(path, {
      except,
      failed: (error) => {
        throw error;
      },
    });
    open.push(watch);
    return watch;
  };

  for (const [how, save] of Object.entries(SAVES)) {
    it(`sees a file that is ${how}, again and again`, async () => {
      const file = join(folder, 'server.py');
      writeFileSync(file, 'a');
      const watch = await start(file);
      for (let time = 0; time < 3; time++) {
        const changed = watch.changed();
        save(file);
        expect(await changed).to.include('');
      }
    });
  }

  it('sees files of a folder that come, change and go, by their paths', async () => {
    const top = join(folder, 'hand in');
    mkdirSync(join(top, 'lib'), { recursive: true });
    const watch = await start(top);
    const changed = watch.changed();
    writeFileSync(join(top, 'lib', 'tcp.js'), 'x');
    expect(await changed).to.include('lib/tcp.js');
    const gone = watch.changed();
    rmSync(join(top, 'lib', 'tcp.js'));
    expect(await gone).to.include('lib/tcp.js');
  });

  it('sees a folder again that was removed and made anew', async () => {
    const top = join(folder, 'handin');
    mkdirSync(top);
    const watch = await start(top);
    const gone = watch.changed();
    rmSync(top, { recursive: true });
    await gone;
    const back = watch.changed();
    mkdirSync(top);
    writeFileSync(join(top, 'server.py'), 'x');
    await back;
  });

  it('does not look at what tools make, at other files beside it, nor at the report', async () => {
    const top = join(folder, 'handin');
    mkdirSync(join(top, 'node_modules', 'a'), { recursive: true });
    mkdirSync(join(top, '__pycache__'));
    const watch = await start(top, [join(top, 'report.html')]);
    const changed = watch.changed();
    for (const file of [
      'node_modules/a/index.js',
      '__pycache__/server.pyc',
      'server.o',
      'server.py~',
      '.server.py.swp',
      'report.html',
      'report.html.0af3.tmp',
      '../other.py',
    ]) {
      writeFileSync(join(top, file), 'x');
    }
    writeFileSync(join(top, 'server.py'), 'x');
    expect(await changed).to.deep.equal(['server.py']);
  });

  it('makes one change of many that come together', async () => {
    const file = join(folder, 'server.py');
    writeFileSync(file, '');
    const watch = await start(file);
    const first = watch.changed();
    for (let time = 0; time < 50; time++) appendFileSync(file, 'x');
    await first;
    let calls = 0;
    const second = watch.changed().then(() => {
      calls++;
    });
    await new Promise(setImmediate);
    expect(calls).to.equal(0);
    appendFileSync(file, 'x');
    await second;
  });
});
