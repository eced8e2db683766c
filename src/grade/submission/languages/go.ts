import { asArgument } from '../program-command.js';
import type { Diagnosis } from '../diagnosis.js';
import type { Language, Needed, Project, Source } from '../language.js';
import { folderOf, inFolder, pathFrom, programOf } from '../source.js';

const IMPORT = /^\s*(?:import\s+)?(?:[\w.]+\s+)?"([\w./-]+)"\s*;?\s*$/;
const MAIN = /^func\s+main\s*\(\s*\)/;
// Offline, with the compiler that is installed, and without C.
const ENV = { GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GO111MODULE: 'auto' };

const go: Language = {
  name: 'go',
  title: 'Go',
  style: 'go',
  endings: /(?<!_test)\.go$/,
  looks: /^package\s+main\b/m,
  signs: {
    listens: /\bnet\.(?:Listen\w*|FileListener)\s*\(|\.Listen\s*\(|\bListenAndServe\s*\(/,
    connects: /\b(?:net|tls)\.Dial\w*\s*\(|\bDialer\s*\{|\.Dial\w*\s*\(/,
    datagrams: /\b(?:ListenUDP|DialUDP|ListenPacket|ResolveUDPAddr)\b/,
    streams: /\b(?:net\.Listen|ListenTCP|DialTCP|ResolveTCPAddr)\b/,
    binds: /\b(?:ListenUDP|ListenPacket)\s*\(/,
    sendsTo: /\bWriteTo(?:UDP)?\s*\(/,
    receivesFrom: /\bReadFrom(?:UDP)?\s*\(/,
    address: /\b(?:Listen\w*|Dial\w*|Resolve\w+Addr|ListenAndServe)\s*\((.*)/,
  },
  inputs: {
    argument: /\bos\.Args\s*\[\s*(\d+)\s*\]/,
    firstArgument: 1,
    environment: /\bos\.(?:Getenv|LookupEnv)\s*\(\s*"(\w+)/,
    stdin: /\bos\.Stdin\b|\bfmt\.Scan\w*\s*\(/,
    numeric: /(?:\bAtoi\s*\(|\bParse(?:Int|Uint)\s*\(|":"\s*\+)\s*$/,
  },
  complaints: [/^(?:vet: )?(?:\.\/)?(?<file>[^\s:#][^\n:]*\.go):(?<line>\d+)(?::\d+)?: (?<words>.*)$/gm],

  startable(source) {
    return source.has(/^package\s+main\b/) && source.has(MAIN) ? 'it has a main function' : undefined;
  },

  needs(source, project) {
    const module = moduleOf(source, project);
    const others = goSources(project)
      .filter((other) => other !== source && other.folder === source.folder && !other.has(MAIN))
      .map((other): Needed => ({ name: other.stem, line: 1, path: other.path }));
    const imported = importsOf(source).flatMap(({ name, line }): Needed[] => {
      if (module === undefined || (name !== module.name && !name.startsWith(`${module.name}/`)))
        return [{ name, line }];
      const folder = inFolder(module.folder, name.slice(module.name.length + 1)).replace(/\/$/, '');
      return goSources(project)
        .filter((other) => other.folder === folder)
        .map(({ path }) => ({ name, line, path }));
    });
    return [...others, ...imported];
  },

  plan(entry, reach, project) {
    const cwd = entry.folder;
    const module = moduleOf(entry, project);
    // Files by name: a folder may hold two programs, and needs no go.mod then.
    const files = reach
      .filter(({ folder, language }) => folder === entry.folder && language === go)
      .map(({ path }) => asArgument(pathFrom(cwd, path)));
    const env = module === undefined ? { ...ENV, GO111MODULE: 'off', GOFLAGS: '' } : ENV;
    return {
      cwd,
      build: [{ argv: ['go', 'build', '-o', programOf(entry), ...files], cwd, env }],
      check: [],
      argv: [`./${programOf(entry)}`],
      env: {},
      tools: [{ program: 'go', package: 'golang-go' }],
    };
  },

  diagnose(_entry, reach, project) {
    return reach.flatMap((source): Diagnosis[] => {
      const own = moduleOf(source, project)?.name;
      return importsOf(source)
        .filter(
          ({ name }) =>
            name !== own && name.split('/')[0]?.includes('.') === true && !name.startsWith(`${own ?? '\n'}/`),
        )
        .filter(({ name }) => !project.files.some(({ path }) => path.includes(`vendor/${name}/`)))
        .map(({ name, line }) => ({
          kind: 'missing-module',
          message: `${source.where(line)} imports ${name}, which is neither part of Go nor of the submission: do without it, or hand in a vendor folder (go mod vendor)`,
          file: source.path,
          line,
          stops: true,
        }));
    });
  },
};

export default go;

function goSources(project: Project): Source[] {
  return project.sources.filter(({ language }) => language === go);
}

function importsOf(source: Source): Needed[] {
  const lines = source.findInStrings(IMPORT);
  // Within `import (` … `)`, or right behind the word; a text that stands alone elsewhere is no import.
  const end = source.find(/^(?:func|type|var|const)\b/)[0]?.line ?? Infinity;
  return lines.filter(({ line }) => line < end).map(({ line, match: [, name = ''] }) => ({ name, line }));
}

function moduleOf(source: Source, project: Project): { readonly folder: string; readonly name: string } | undefined {
  for (let folder = source.folder; ; folder = folderOf(folder)) {
    const name = /^module\s+(\S+)/m.exec(project.text(inFolder(folder, 'go.mod')) ?? '')?.[1];
    if (name !== undefined) return { folder, name };
    if (folder === '') return undefined;
  }
}
