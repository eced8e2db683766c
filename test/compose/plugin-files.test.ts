import { expect } from 'chai';
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { moduleIn, pluginFiles, pluginFolders, type PluginPlaces } from '../../src/compose/plugin-files.js';
import { UsageError } from '../../src/errors/usage-error.js';
import { temporaryFolder } from '../../src/grade/sandbox/temporary-folder.js';

const root = temporaryFolder().path;
let installations = 0;

/** An installation with these files; each was changed at the second that stands behind its path. */
function installation(files: Readonly<Record<string, number>>, isBuilt = true): PluginPlaces {
  const sources = join(root, String(++installations));
  for (const [file, second] of Object.entries(files)) {
    const path = join(sources, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, '');
    utimesSync(path, second, second);
  }
  return { sources, built: isBuilt ? join(sources, 'dist') : sources };
}

describe('pluginFiles', () => {
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });

  it('takes the built twin of a source unless the source is newer, or has none', () => {
    const here = installation({
      'handlers/same.ts': 10,
      'dist/handlers/same.js': 10,
      'handlers/edited.ts': 20,
      'dist/handlers/edited.js': 10,
      'handlers/fresh.ts': 20,
      'dist/handlers/removed.js': 10,
    });
    expect([...pluginFiles('handlers', here)]).to.deep.equal([
      ['edited', join(here.sources, 'handlers/edited.ts')],
      ['fresh', join(here.sources, 'handlers/fresh.ts')],
      ['same', join(here.built, 'handlers/same.js')],
    ]);
  });

  it('takes what there is in a package, sorted by name', () => {
    const here = installation(
      { 'src/framings/slip.js': 1, 'src/framings/line.js': 1, 'src/framings/cobs.js': 1 },
      false,
    );
    expect([...pluginFiles('src/framings', here).keys()]).to.deep.equal(['cobs', 'line', 'slip']);
  });

  it('leaves out what is not named like a plugin', () => {
    const here = installation({
      'handlers/echo.ts': 1,
      'handlers/Echo2.ts': 1,
      'handlers/notes.md': 1,
      'handlers/echo.test.ts': 1,
      'handlers/types.d.ts': 1,
      'handlers/.hidden.ts': 1,
    });
    expect([...pluginFiles('handlers', here).keys()]).to.deep.equal(['echo']);
  });

  it('refuses two files of the same name, and says which they are', () => {
    const here = installation({ 'handlers/echo.js': 1, 'handlers/echo.ts': 1 });
    const [one, other] = ['js', 'ts'].map((ending) => join(here.sources, `handlers/echo.${ending}`));
    expect(() => pluginFiles('handlers', here)).to.throw(
      UsageError,
      `${one} and ${other} have the same name: remove one of them`,
    );
  });

  it('finds nothing where there is no folder', () => {
    expect([...pluginFiles('handlers', installation({}))]).to.deep.equal([]);
  });
});

describe('pluginFolders', () => {
  it('takes the built twin of a folder unless any file of the source is newer', () => {
    const here = installation({
      'labs/01-same/lab.ts': 10,
      'labs/01-same/README.md': 10,
      'dist/labs/01-same/lab.js': 11,
      'labs/02-sheet/lab.ts': 10,
      'labs/02-sheet/README.md': 20,
      'dist/labs/02-sheet/lab.js': 11,
      'labs/03-fresh/lab.ts': 10,
      'dist/labs/04-removed/lab.js': 10,
      'labs/notes.txt': 10,
    });
    expect(pluginFolders('labs', /^\d\d-/, 'lab', here)).to.deep.equal([
      join(here.built, 'labs/01-same'),
      join(here.sources, 'labs/02-sheet'),
      join(here.sources, 'labs/03-fresh'),
    ]);
  });
});

describe('moduleIn', () => {
  it('finds TypeScript and JavaScript, and says what is missing', () => {
    const { sources } = installation({ 'a/lab.ts': 1, 'b/lab.js': 1, 'c/README.md': 1 });
    expect(moduleIn(join(sources, 'a'), 'lab')).to.equal(join(sources, 'a/lab.ts'));
    expect(moduleIn(join(sources, 'b'), 'lab')).to.equal(join(sources, 'b/lab.js'));
    expect(() => moduleIn(join(sources, 'c'), 'lab')).to.throw(UsageError, /c has no lab\.ts$/);
    expect(() => moduleIn(join(sources, 'd'), 'lab')).to.throw(UsageError, /^there is no folder .*d$/);
  });
});
