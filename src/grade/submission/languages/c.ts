import { asArgument, type Tool } from '../program-command.js';
import type { Diagnosis } from '../diagnosis.js';
import type { Language, Needed, Project, Source } from '../language.js';
import { joined } from '../project.js';
import { inFolder, programOf } from '../source.js';

const INCLUDE = /^\s*#\s*include\s*"([^"]+)"/;
const MAIN = /^\s*(?:(?:extern\s+"C"\s+)?(?:int|void|auto|signed|static)\s+)?main\s*\(/;
const DEFINED = /^[A-Za-z_][\w\s*:<>,&]*?\b([A-Za-z_]\w*)\s*\((?:[^;]*$|[^;{]*\)\s*\{)/;
const WINDOWS = /^\s*#\s*include\s*<(winsock2?\.h|windows\.h|ws2tcpip\.h|conio\.h|process\.h)>/i;
const HEADER = /\.(?:h|hh|hpp|hxx)$/i;

const GCC: readonly Tool[] = [
  { program: 'cc', package: 'gcc' },
  { program: 'cc', package: 'libc6-dev' },
];

const c: Language = {
  name: 'c',
  title: 'C',
  style: 'c',
  endings: /\.[ch]$/,
  looks: /^\s*#\s*include\s*</m,
  signs: {
    listens: /\blisten\s*\(/,
    connects: /(?<![\w.>])connect\s*\(/,
    datagrams: /\bSOCK_DGRAM\b/,
    streams: /\bSOCK_STREAM\b/,
    binds: /(?<![\w.>])bind\s*\(/,
    sendsTo: /\bsend(?:to|msg)\s*\(/,
    receivesFrom: /\brecv(?:from|msg)?\s*\(/,
    address: /\bhtons\s*\((.*)/,
    graphics: /^\s*#\s*include\s*<(gtk\/gtk\.h|ncurses\.h|curses\.h|QApplication)>/,
  },
  inputs: {
    argument: /\bargv\s*\[\s*(\d+)\s*\]/,
    firstArgument: 1,
    environment: /\bgetenv\s*\(\s*"(\w+)/,
    stdin:
      /\b(?:scanf|gets|getchar|getline)\s*\(|\bfgets\s*\([^;]*\bstdin\b|\bread\s*\(\s*(?:0|STDIN_FILENO)\b|\bcin\s*>>|\bcin\.get/,
    numeric: /\b(?:atoi|atol|strtol|strtoul|stoi|stol|htons)\s*\(\s*$/,
  },
  complaints: [/^(?<file>[^\s:][^\n:]*):(?<line>\d+):\d+: (?:fatal )?error: (?<words>.*)$/gm],

  startable(source) {
    return !HEADER.test(source.path) && source.has(MAIN) ? 'it has a main function' : undefined;
  },

  needs: needsOf,

  plan(entry, reach) {
    const isPlus = reach.some(({ language }) => language.name === 'cpp');
    const compiler = isPlus ? ['c++', '-std=gnu++17'] : ['cc'];
    const cwd = entry.folder;
    const sources = reach.filter(({ path }) => !HEADER.test(path)).map(({ path }) => asArgument(path));
    return {
      cwd,
      build: [
        {
          argv: [
            ...compiler,
            '-O1',
            '-g',
            '-pthread',
            '-o',
            inFolder(cwd, programOf(entry)),
            ...includePaths(reach),
            ...sources,
            '-lm',
          ],
          cwd: '',
          env: {},
        },
      ],
      check: [],
      argv: [`./${programOf(entry)}`],
      env: {},
      tools: isPlus ? [{ program: 'c++', package: 'g++' }] : GCC,
    };
  },

  diagnose(_entry, reach, project) {
    return reach.flatMap((source) => [...forWindows(source), ...missingHeaders(source, project)]);
  },
};

export default c;

/** Headers that are included, and the files that define what is called and not defined here: `util.c` beside `server.c`. */
function needsOf(source: Source, project: Project): readonly Needed[] {
  const included = source.findInStrings(INCLUDE).map(({ line, match: [, name = ''] }): Needed => {
    const path = headerPath(source, name, project);
    return path === undefined ? { name, line } : { name, line, path };
  });
  const stems = new Set([source.stem, ...included.map(({ name }) => name.replace(/^.*\/|\.[^.]*$/g, ''))]);
  const own = definitions(source);
  const calls = callsOf(source);
  const helpers = new Map<string, Needed>();
  for (const other of project.sources) {
    if (
      (other.language.name !== 'c' && other.language.name !== 'cpp') ||
      other === source ||
      HEADER.test(other.path) ||
      other.has(MAIN)
    )
      continue;
    const called = [...definitions(other)].find((name) => calls.has(name) && !own.has(name));
    if (called === undefined) continue;
    // Two files that define the same: the one whose header is included, or that lies in the same folder.
    const before = helpers.get(called);
    if (before === undefined || stems.has(other.stem) || other.folder === source.folder)
      helpers.set(called, { name: called, line: 1, path: other.path });
  }
  return [...included, ...helpers.values()];
}

const defined = new WeakMap<Source, ReadonlySet<string>>();
const called = new WeakMap<Source, ReadonlySet<string>>();

function definitions(source: Source): ReadonlySet<string> {
  const known = defined.get(source);
  if (known !== undefined) return known;
  const names = new Set(
    source
      .find(DEFINED)
      .filter(({ code }) => !/^\s*(?:static|else|return|if|for|while|switch)\b/.test(code))
      .map(({ match }) => match[1] as string),
  );
  defined.set(source, names);
  return names;
}

function callsOf(source: Source): ReadonlySet<string> {
  const known = called.get(source);
  if (known !== undefined) return known;
  const names = new Set(
    source.bare.flatMap((line) => Array.from(line.matchAll(/\b([A-Za-z_]\w*)\b/g), ([, name = '']) => name)),
  );
  called.set(source, names);
  return names;
}

function headerPath(source: Source, name: string, project: Project): string | undefined {
  const beside = joined(source.folder, name);
  if (beside !== undefined && project.has(beside)) return beside;
  return project.sources.find(({ path }) => path === name || path.endsWith(`/${name}`))?.path;
}

/** A header may lie in another folder than the file that includes it. */
function includePaths(reach: readonly Source[]): string[] {
  const folders = new Set(reach.filter(({ path }) => HEADER.test(path)).map(({ folder }) => folder));
  return [...folders].map((folder) => `-I${folder === '' ? '.' : folder}`);
}

function forWindows(source: Source): Diagnosis[] {
  const [first] = source.findInStrings(WINDOWS);
  if (first === undefined || source.has(/^\s*#\s*if.*\b(?:_WIN32|WIN32|_WIN64|_MSC_VER)\b/)) return [];
  return [
    {
      kind: 'windows-only',
      message: `${source.where(first.line)} includes ${first.match[1] as string}, which only Windows has: use sys/socket.h, netinet/in.h and unistd.h`,
      file: source.path,
      line: first.line,
      says: first.code.trim(),
      stops: true,
    },
  ];
}

function missingHeaders(source: Source, project: Project): Diagnosis[] {
  return source
    .findInStrings(INCLUDE)
    .filter(({ match }) => headerPath(source, match[1] as string, project) === undefined)
    .map(({ line, match }) => ({
      kind: 'missing-file',
      message: `${source.where(line)} includes ${match[1] as string}, which is not in the submission: hand it in too`,
      file: source.path,
      line,
      stops: true,
    }));
}
