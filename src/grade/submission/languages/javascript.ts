import { isBuiltin } from 'node:module';
import { asArgument, type ProgramCommand } from '../program-command.js';
import type { Diagnosis } from '../diagnosis.js';
import type { Language, Needed, Project, Source } from '../language.js';
import { joined } from '../project.js';
import { folderOf, inFolder, pathFrom } from '../source.js';

const NEEDS = /(?:\brequire\s*\(|\bfrom\s|\bimport\s*\(?)\s*["'`]([^"'`]+)["'`]/;
const TRIED = ['', '.js', '.ts', '.mjs', '.cjs', '.mts', '.json', '/index.js', '/index.ts'];
const OURS = /^(?:wirelab|inversify|reflect-metadata)(?:\/|$)/; // what a handler may import

const javascript: Language = {
  name: 'javascript',
  title: 'JavaScript',
  style: 'javascript',
  endings: /\.[cm]?js$/i,
  looks: /^#!.*\bnode|\brequire\s*\(\s*["'](?:node:)?(?:net|dgram|http)["']/m,
  signs: {
    listens: /\.listen\s*\(|\bcreateServer\s*\(/,
    connects: /\b(?:net|tls)\.connect\s*\(|\bcreateConnection\s*\(|\bnew\s+WebSocket\s*\(|\.connect\s*\(/,
    notConnects: /\b(?:mongoose|db|client_db|database|redis|mysql|pool|connection)\.connect\b/i,
    datagrams: /\bdgram\b/,
    streams: /\bnet\b|\bhttp\b/,
    binds: /\.bind\s*\(\s*[^)\s]/,
    sendsTo: /\.send\s*\(/,
    address: /(?:\.listen|\.bind|\.connect|\bcreateConnection|\.send)\s*\((.*)/,
    graphics: /\brequire\s*\(\s*["'](electron)["']/,
  },
  inputs: {
    argument: /\bprocess\.argv\s*\[\s*(\d+)\s*\]/,
    firstArgument: 2,
    environment: /\bprocess\.env(?:\.(\w+)|\s*\[\s*["'](\w+))/,
    stdin: /\bprocess\.stdin\b|\bcreateInterface\b|\breadlineSync\b|\bprompt\s*\(/,
    numeric: /(?:\bparseInt\s*\(|\bNumber\s*\(|\bNumber\.parseInt\s*\(|\+)\s*$/,
  },
  complaints: [/^(?<file>\/?[^\n:]+\.[cm]?[jt]s):(?<line>\d+)\n(?:[^\n]*\n){1,4}?(?<words>\w*Error\b.*)$/gm],

  startable(source) {
    return source.isEmpty ? undefined : 'it does something when it is started';
  },

  needs(source, project) {
    return requiredBy(source).map(({ name, line }) => {
      const path = /^\.{0,2}\/|^\.{1,2}$/.test(name) ? resolved(source.folder, name, project) : undefined;
      return path === undefined ? { name, line } : { name, line, path };
    });
  },

  plan(entry, reach, project) {
    const cwd = packageFolder(entry, project);
    const checked = reach.filter(({ language }) => language === javascript);
    return {
      cwd,
      build: [],
      check: checked.map(({ path }): ProgramCommand => ({
        argv: ['node', '--check', asArgument(path)],
        cwd: '',
        env: {},
      })),
      argv: ['node', asArgument(pathFrom(cwd, entry.path))],
      env: {},
      tools: [{ program: 'node', package: 'nodejs' }],
    };
  },

  diagnose(_entry, reach, project) {
    return reach.flatMap((source) => missingImports(source, project));
  },
};

export default javascript;

/** What a file requires or imports. */
function requiredBy(source: Source): Needed[] {
  // Types are no imports.
  return source
    .findInStrings(NEEDS)
    .filter(({ code }) => !/^\s*import\s+type\b/.test(code))
    .map(({ line, match: [, name = ''] }) => ({ name, line }));
}

/** What a file imports and nobody has. */
export function missingImports(source: Source, project: Project): Diagnosis[] {
  const inPackages = (name: string): boolean => {
    const [scope = '', rest = ''] = name.split('/');
    const wanted = `node_modules/${scope.startsWith('@') ? `${scope}/${rest}` : scope}/`;
    return project.files.some(({ path }) => path.startsWith(wanted) || path.includes(`/${wanted}`));
  };
  return source.language
    .needs(source, project)
    .filter(({ name, path }) => path === undefined && !isBuiltin(name) && !OURS.test(name) && !inPackages(name))
    .map(({ name, line }) => {
      const isFile = name.startsWith('.') || name.startsWith('/');
      return {
        kind: isFile ? 'missing-file' : 'missing-module',
        message: isFile
          ? `${source.where(line)} needs ${name}, which is not in the submission: hand it in too`
          : `${source.where(line)} needs the package ${name}, which is neither part of Node nor of the submission: do without it, or hand in its node_modules too`,
        file: source.path,
        line,
        stops: true,
      } as const;
    });
}

function resolved(folder: string, name: string, project: Project): string | undefined {
  const path = joined(folder, name);
  if (path === undefined) return undefined;
  const stems = /\.[cm]?js$/.test(path) ? [path, path.replace(/js$/, 'ts')] : [path];
  return stems
    .flatMap((stem) => TRIED.map((ending) => `${stem}${ending}`.replace(/^\//, '')))
    .find((file) => project.has(file));
}

/** The folder of the package that a file belongs to: that is where `npm start` runs it. */
export function packageFolder(entry: Source, project: Project): string {
  for (let folder = entry.folder; ; folder = folderOf(folder)) {
    if (project.has(inFolder(folder, 'package.json'))) return folder;
    if (folder === '') return entry.folder;
  }
}
