import { expect } from 'chai';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languagesIn, loadLanguages } from '../../src/compose/load-languages.js';
import { pluginFiles } from '../../src/compose/plugin-files.js';
import { analyseContents } from '../../src/grade/submission/take-submission.js';
import { emptyFolder, removeFolders } from '../support/checkout.js';

// As a file in a folder of languages has it: nothing is imported, and nothing else knows of it.
const LUA = `const never = /(?!)/;
export default {
  name: 'lua',
  title: 'Lua',
  style: 'c',
  endings: /\\.lua$/,
  looks: /^local socket = require/m,
  signs: {
    listens: /\\.bind\\s*\\(/, connects: /\\.connect\\s*\\(/, datagrams: /\\.udp\\s*\\(/, streams: /\\.bind\\s*\\(/, binds: never,
    sendsTo: never, address: /\\.(?:bind|connect)\\s*\\((.*)/,
  },
  inputs: { argument: /\\barg\\[(\\d+)\\]/, firstArgument: 1, environment: /os\\.getenv\\("(\\w+)/, stdin: /io\\.read/, numeric: /tonumber\\(\\s*$/ },
  complaints: [],
  startable: () => 'it is a script',
  needs: () => [],
  plan: (entry: { path: string; folder: string }) => ({
    cwd: entry.folder, build: [], check: [], argv: ['lua', entry.path], env: {}, tools: [{ program: 'lua', package: 'lua5.4' }],
  }),
  diagnose: () => [],
};
`;

describe('languages', () => {
  afterEach(removeFolders);

  function folderWith(file: string, text: string): ReadonlyMap<string, string> {
    const sources = emptyFolder();
    mkdirSync(join(sources, 'src/grade/submission/languages'), { recursive: true });
    writeFileSync(join(sources, 'src/grade/submission/languages', file), text);
    return pluginFiles('src/grade/submission/languages', { built: sources, sources });
  }

  it('are the files of a folder: a submission in one that is dropped there is found, and its command made', async () => {
    const languages = await languagesIn(folderWith('lua.ts', LUA));
    const bytes = new TextEncoder().encode('local socket = require("socket")\nsocket.bind("127.0.0.1", 65432)\n');
    const files = [{ path: 'server.lua', bytes }];
    const found = await analyseContents('work', { files, leftOut: [] }, { languages, isInstalled: () => true });
    if (!found.gradable) return expect.fail(found.reason);
    expect(found.server).to.deep.include({ language: 'lua', file: 'server.lua', transport: 'tcp' });
    expect(found.server?.start.argv).to.deep.equal(['lua', 'server.lua']);
    expect(found.server?.ports[0]).to.include({ port: 65432 });
    return undefined;
  });

  it('have the name of their file, or are refused', async () => {
    const files = folderWith('moon.ts', LUA);
    const error: unknown = await languagesIn(files).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(RangeError);
    expect((error as Error).message).to.include('calls itself lua, its file moon');
  });

  it('are told apart by their first lines, whatever their order: what looks like C and C++ is C++', async () => {
    const { all, byLook } = await loadLanguages().then((languages) => ({
      all: languages.all,
      byLook: (text: string) => languages.byLook(new TextEncoder().encode(text))?.name,
    }));
    expect(all.map(({ name }) => name)).to.deep.equal([
      'c',
      'cpp',
      'go',
      'java',
      'javascript',
      'python',
      'rust',
      'typescript',
    ]);
    expect(byLook('#include <stdio.h>\n')).to.equal('c');
    expect(byLook('#include <stdio.h>\n#include <iostream>\n')).to.equal('cpp');
    expect(byLook('package main\n')).to.equal('go');
    expect(byLook('hello\n')).to.equal(undefined);
  });
});
