import { expect } from 'chai';
import { lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { replaceFile } from '../../../src/files/replace-file.js';
import { emptyFolder, removeFolders } from '../../support/checkout.js';
import { needs } from '../../support/needs.js';

describe('a file that is replaced', () => {
  after(removeFolders);

  it('has the new content alone, keeps its mode, and leaves nothing beside it', async () => {
    const folder = emptyFolder();
    const path = join(folder, 'report.json');
    writeFileSync(path, 'a long old content', { mode: 0o600 });
    await replaceFile(path, 'new');
    expect(readFileSync(path, 'utf8')).to.equal('new');
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(readdirSync(folder)).to.deep.equal(['report.json']);
  });

  it('is the one that a link names: the link stays', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'there'), 'old');
    symlinkSync('there', join(folder, 'link'));
    await replaceFile(join(folder, 'link'), 'new');
    expect(readFileSync(join(folder, 'there'), 'utf8')).to.equal('new');
    expect(lstatSync(join(folder, 'link')).isSymbolicLink()).to.equal(true);
  });

  it('is not left half done: where it cannot be written the old one stays', async () => {
    const folder = emptyFolder();
    const path = join(folder, 'no', 'report.json');
    expect(await replaceFile(path, 'new').catch((error: unknown) => (error as NodeJS.ErrnoException).code)).to.equal(
      'ENOENT',
    );
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  describe('that is a pipe', () => {
    before(needs('mkfifo'));

    it('goes on to be one: its reader gets what is written', async () => {
      const path = join(emptyFolder(), 'pipe');
      execFileSync('mkfifo', [path]);
      const read = readFile(path, 'utf8');
      await replaceFile(path, 'new');
      expect(lstatSync(path).isFIFO()).to.equal(true);
      expect(await read).to.equal('new');
    });
  });
});
