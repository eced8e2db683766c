import { expect } from 'chai';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildProgram, type Recipe } from '../../src/bench/build.js';
import { parseList } from '../../src/bench/pinning.js';
import { signal } from './native.js';

// Stands for a compiler: copies the source, and counts its calls.
const copy =
  "const fs = require('node:fs'); fs.copyFileSync(process.argv[1], process.argv[2]); fs.appendFileSync(process.argv[3], 'x')";

describe('building', () => {
  let folder: string;
  const made: string[] = [];
  const recipe = (source: string): Recipe => ({
    sources: [source],
    command: (path, into) => [process.execPath, '-e', copy, path, join(into, 'program'), join(folder, 'calls')],
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wirelab-test-'));
  });
  afterEach(() => {
    for (const path of [folder, ...made.splice(0).map(dirname)]) rmSync(path, { recursive: true, force: true });
  });

  it('is done once for the same source, also by several at once', async () => {
    const source = join(folder, 'source');
    writeFileSync(source, `first ${folder}`);
    const all = await Promise.all([buildProgram(recipe(source), signal), buildProgram(recipe(source), signal)]);
    made.push(...all);
    const calls = readFileSync(join(folder, 'calls'), 'utf8').length;
    made.push(await buildProgram(recipe(source), signal));
    expect(new Set(made).size).to.equal(1);
    expect(readFileSync(join(made[0] ?? '', 'program'), 'utf8')).to.equal(`first ${folder}`);
    expect(readFileSync(join(folder, 'calls'), 'utf8')).to.have.length(calls);
    writeFileSync(source, `second ${folder}`);
    made.push(await buildProgram(recipe(source), signal));
    expect(readFileSync(join(made.at(-1) ?? '', 'program'), 'utf8')).to.equal(`second ${folder}`);
  });

  it('leaves nothing half done behind when it fails', async () => {
    const source = join(folder, 'source');
    writeFileSync(source, `broken ${folder}`);
    const broken: Recipe = {
      sources: [source],
      command: (path, into) => [process.execPath, '-e', "console.error('no good'); process.exit(1)", path, into],
    };
    const errors: string[] = [];
    for (let i = 0; i < 2; i++)
      await buildProgram(broken, signal).catch((error: unknown) => errors.push(String(error)));
    expect(errors).to.have.length(2);
    expect(errors[1]).to.include('no good');
  });
});

describe('a list of processors', () => {
  it('has numbers and ranges', () => {
    expect(parseList('0')).to.deep.equal([0]);
    expect(parseList('0-2,5,8-9')).to.deep.equal([0, 1, 2, 5, 8, 9]);
  });
});
