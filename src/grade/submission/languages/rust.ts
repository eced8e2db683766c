import { asArgument } from '../program-command.js';
import type { Diagnosis } from '../diagnosis.js';
import type { Language, Needed, Plan, Project, Source } from '../language.js';
import { folderOf, inFolder, programOf } from '../source.js';

const MOD = /^\s*(?:pub(?:\([^)]*\))?\s+)?mod\s+(\w+)\s*;/;
const EDITION = '2021';
const TARGET = 'wirelab-target';

const rust: Language = {
  name: 'rust',
  title: 'Rust',
  style: 'rust',
  endings: /\.rs$/,
  looks: /^\s*(?:use\s+std::|fn\s+main\s*\()/m,
  signs: {
    listens: /\bTcpListener::bind\s*\(/,
    connects: /\bTcpStream::connect(?:_timeout)?\s*\(/,
    datagrams: /\bUdpSocket\b/,
    streams: /\bTcp(?:Listener|Stream)\b/,
    binds: /\bUdpSocket::bind\s*\(/,
    sendsTo: /\.send(?:_to)?\s*\(/,
    receivesFrom: /\.recv(?:_from)?\s*\(/,
    address: /(?:::bind|::connect|\.connect|\.send_to)\s*\((.*)/,
  },
  inputs: {
    argument: /\bargs\s*\[\s*(\d+)\s*\]|\bargs\s*\(\s*\)\s*\.nth\s*\(\s*(\d+)|\bargs\.get\s*\(\s*(\d+)/,
    firstArgument: 1,
    environment: /\benv::var\s*\(\s*"(\w+)/,
    stdin: /\bstdin\s*\(\s*\)/,
    numeric: /(?!)/, // a text is parsed behind it
  },
  complaints: [/^error(?:\[\w+\])?: (?<words>.*)\n\s*--> (?<file>[^\n:]+):(?<line>\d+):\d+$/gm],

  startable(source) {
    return source.has(/^\s*(?:pub\s+)?(?:async\s+)?fn\s+main\s*\(/) ? 'it has a main function' : undefined;
  },

  needs(source, project) {
    const isRoot = ['main', 'lib', 'mod'].includes(source.stem) || rust.startable(source) !== undefined;
    const folder = isRoot ? source.folder : [source.folder, source.stem].filter((part) => part !== '').join('/');
    const modules = source.find(MOD).map(({ line, match: [, name = ''] }): Needed => {
      const stem = folder === '' ? name : `${folder}/${name}`;
      const path = [`${stem}.rs`, `${stem}/mod.rs`].find((file) => project.has(file));
      return path === undefined ? { name, line } : { name, line, path };
    });
    const crate = crateOf(source, project);
    const library = crate === undefined ? undefined : inFolder(crate.folder, 'src/lib.rs');
    const usesLibrary =
      library !== undefined &&
      library !== source.path &&
      project.has(library) &&
      source.has(new RegExp(`\\b${crate?.name.replaceAll('-', '_') ?? ''}::`));
    return usesLibrary ? [...modules, { name: 'lib', line: 1, path: library }] : modules;
  },

  plan(entry, reach, project) {
    const crate = crateOf(entry, project);
    const needsCargo =
      crate !== undefined && (crate.dependencies.length > 0 || reach.some(({ stem }) => stem === 'lib'));
    return needsCargo ? planOfCargo(entry, crate) : planOfRustc(entry, crate?.edition ?? EDITION);
  },

  diagnose(entry, reach, project) {
    const crate = crateOf(entry, project);
    const isVendored =
      crate !== undefined && project.files.some(({ path }) => path.startsWith(inFolder(crate.folder, 'vendor/')));
    const crates = (isVendored ? [] : (crate?.dependencies ?? [])).map(({ name, line }): Diagnosis => ({
      kind: 'missing-module',
      message: `${inFolder(crate?.folder ?? '', 'Cargo.toml')}:${line} needs the crate ${name}, and nothing is downloaded: do without it, or hand in a vendor folder (cargo vendor)`,
      file: inFolder(crate?.folder ?? '', 'Cargo.toml'),
      line,
      stops: true,
    }));
    const files = reach.flatMap((source) =>
      rust
        .needs(source, project)
        .filter(({ path }) => path === undefined)
        .map(({ name, line }): Diagnosis => ({
          kind: 'missing-file',
          message: `${source.where(line)} needs ${name}.rs, which is not in the submission: hand it in too`,
          file: source.path,
          line,
          stops: true,
        })),
    );
    return [...crates, ...files];
  },
};

export default rust;

function planOfRustc(entry: Source, edition: string): Plan {
  const cwd = entry.folder;
  return {
    cwd,
    build: [
      {
        argv: [
          'rustc',
          '--edition',
          edition,
          '-C',
          'opt-level=1',
          '-g',
          '-A',
          'warnings',
          '-o',
          inFolder(cwd, programOf(entry)),
          asArgument(entry.path),
        ],
        cwd: '',
        env: {},
      },
    ],
    check: [],
    argv: [`./${programOf(entry)}`],
    env: {},
    tools: [{ program: 'rustc', package: 'rustc' }],
  };
}

function planOfCargo(entry: Source, crate: Crate): Plan {
  const name = /(?:^|\/)src\/bin\/([^/]+)(?:\/main)?\.rs$/.exec(entry.path)?.[1] ?? crate.name;
  return {
    cwd: crate.folder,
    build: [
      {
        argv: ['cargo', 'build', '--offline', '--quiet', '--bin', name],
        cwd: crate.folder,
        env: { CARGO_TERM_COLOR: 'never', CARGO_TARGET_DIR: TARGET },
      },
      // All that it keeps for the next build would be copied at each start.
      { argv: ['mv', `${TARGET}/debug/${name}`, programOf(entry)], cwd: crate.folder, env: {} },
      { argv: ['rm', '-r', TARGET], cwd: crate.folder, env: {} },
    ],
    check: [],
    argv: [`./${programOf(entry)}`],
    env: {},
    tools: [
      { program: 'cargo', package: 'cargo' },
      { program: 'rustc', package: 'rustc' },
    ],
  };
}

interface Crate {
  readonly folder: string;
  readonly name: string;
  readonly edition: string | undefined;
  readonly dependencies: readonly { readonly name: string; readonly line: number }[];
}

/** What is of use in Cargo.toml. A tool reads all of it later; this needs no parser of its own. */
function crateOf(source: Source, project: Project): Crate | undefined {
  for (let folder = source.folder; ; folder = folderOf(folder)) {
    const text = project.text(inFolder(folder, 'Cargo.toml'));
    if (text?.includes('[package]') === true) {
      const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
      let section = '';
      const dependencies = lines.flatMap((line, index) => {
        section = /^\s*\[([^\]]*)\]/.exec(line)?.[1]?.trim() ?? section;
        const name =
          section === 'dependencies'
            ? /^\s*([\w-]+)\s*(?:=|\.)/.exec(line)?.[1]
            : /^dependencies\.([\w-]+)$/.exec(section)?.[1];
        return name === undefined || (section !== 'dependencies' && !line.includes('[')) || /\bpath\s*=/.test(line)
          ? []
          : [{ name, line: index + 1 }];
      });
      return {
        folder,
        name: /^\s*name\s*=\s*"([\w-]+)"/m.exec(text)?.[1] ?? 'main',
        edition: /^\s*edition\s*=\s*"(\d{4})"/m.exec(text)?.[1],
        dependencies,
      };
    }
    if (folder === '') return undefined;
  }
}
