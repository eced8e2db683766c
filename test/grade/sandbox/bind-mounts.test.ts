import { expect } from 'chai';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bindMounts } from '../../../src/grade/sandbox/bind-mounts.js';
import { SandboxError } from '../../../src/grade/sandbox/sandbox-error.js';

describe('detour', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wirelab-')); // for its owner only, as mkdtemp makes them
    mkdirSync(join(folder, 'open'));
    chmodSync(join(folder, 'open'), 0o755);
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, '.hidden'), { mode: 0o700 });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('needs no mount for what everybody can reach', () => {
    expect(bindMounts([tmpdir()]).words).to.deep.equal([]);
  });

  it('leads around a closed folder above', () => {
    const way = bindMounts([join(folder, 'open')]);
    expect(way.words).to.include(join(folder, 'open'));
    expect(existsSync(way.from(join(folder, 'open')))).to.equal(true);
    way.remove();
  });

  it('makes a folder that is closed itself anew, with all that it holds but hidden files', () => {
    const way = bindMounts([folder]);
    const target = way.from(folder);
    expect(way.words).to.include.members([
      join(folder, 'open'),
      join(target, 'open'),
      join(folder, 'file'),
      join(target, 'file'),
    ]);
    expect(way.words.some((word) => word.endsWith('.hidden'))).to.equal(false);
    way.remove();
    expect(existsSync(target)).to.equal(false);
  });

  it('says which folder is closed where no way leads into it', () => {
    mkdirSync(join(folder, 'inner'), { mode: 0o700 });
    expect(() => bindMounts([folder])).to.throw(SandboxError, join(folder, 'inner'));
  });
});
