import { asArgument } from '../program-command.js';
import type { Language, Needed, Project, Source } from '../language.js';
import { folderOf, inFolder } from '../source.js';

const PACKAGE = /^\s*package\s+([\w.]+)\s*;/;
const TYPE = /^\s*(?:(?:public|abstract|final|sealed|strictfp)\s+)*(?:class|interface|enum|record)\s+(\w+)/;
const MAIN = /\bstatic\s+(?:final\s+)?(?:synchronized\s+)?void\s+main\s*\(/;
const CLASSES = 'wirelab-classes';

const java: Language = {
  name: 'java',
  title: 'Java',
  style: 'java',
  endings: /\.java$/i,
  looks: /^\s*(?:import\s+java\.|public\s+class\s)/m,
  signs: {
    listens:
      /\bnew\s+ServerSocket\s*\(|\b(?:Asynchronous)?ServerSocketChannel\.open\s*\(|\bcreateServerSocket\s*\(|\bHttpServer\.create\s*\(/,
    connects: /\bnew\s+Socket\s*\(|(?<!Server)\bSocketChannel\.open\s*\(|\.createSocket\s*\(/,
    datagrams: /\bDatagram(?:Socket|Channel)\b|\bMulticastSocket\b/,
    streams: /\b(?:ServerSocket|Socket|SocketChannel|ServerSocketChannel)\b/,
    binds: /\bnew\s+(?:Datagram|Multicast)Socket\s*\(\s*[^)\s]|\.bind\s*\(/,
    sendsTo: /\.send\s*\(/,
    receivesFrom: /\.receive\s*\(/,
    address: /\b(?:ServerSocket|Socket|DatagramSocket|MulticastSocket|InetSocketAddress|DatagramPacket)\s*\((.*)/,
    graphics: /^\s*import\s+(?:static\s+)?(javax\.swing|java\.awt|javafx)\b/,
  },
  inputs: {
    argument: /\b(?:args|argv|arg)\s*\[\s*(\d+)\s*\]/,
    firstArgument: 0,
    environment: /\bgetenv\s*\(\s*"(\w+)/,
    stdin: /\bSystem\.in\b|\bSystem\.console\s*\(/,
    numeric: /\b(?:parseInt|valueOf|decode|Integer)\s*\(\s*$/,
  },
  complaints: [/^(?<file>[^\s:][^\n:]*\.java):(?<line>\d+): error: (?<words>.*)$/gm],

  startable(source) {
    return source.has(MAIN) ? 'it has a main method' : undefined;
  },

  needs(source, project) {
    const words = new Set(source.bare.flatMap((line) => line.match(/\b[A-Z]\w*\b/g) ?? []));
    const own = new Set(typesOf(source));
    return javaSources(project)
      .filter((other) => other !== source)
      .flatMap((other): Needed[] => {
        const used = typesOf(other).find((name) => words.has(name) && !own.has(name));
        // Two classes of the same name (`task1/Server.java`, `task2/Server.java`) are those of their own folder, unless packages tell.
        const isNear =
          other.folder === source.folder ||
          packageOf(other) !== '' ||
          !javaSources(project).some((twin) => twin.folder === source.folder && typesOf(twin).includes(used ?? ''));
        return used === undefined || !isNear ? [] : [{ name: used, line: 1, path: other.path }];
      });
  },

  plan(entry, reach, project) {
    const name = packageOf(entry);
    const cwd = topFolder(entry, name);
    const files = compiled(entry, reach, project, cwd).map(({ path }) => asArgument(path));
    const main = `${name === '' ? '' : `${name}.`}${mainClass(entry)}`;
    const javac = ['javac', '-encoding', 'UTF-8', '-nowarn', '-d', inFolder(cwd, CLASSES), ...files];
    return {
      cwd,
      build: [{ argv: javac, cwd: '', env: {} }],
      check: [],
      argv: ['java', '-cp', CLASSES, main],
      env: {},
      tools: [{ program: 'javac', package: 'default-jdk-headless' }],
    };
  },

  diagnose: () => [],
};

export default java;

function javaSources(project: Project): Source[] {
  return project.sources.filter(({ language }) => language === java);
}

/** The name that a Java file says its package has, or the empty text. */
function packageOf(source: Source): string {
  return source.find(PACKAGE)[0]?.match[1] ?? '';
}

const known = new WeakMap<Source, readonly string[]>();

function typesOf(source: Source): readonly string[] {
  const before = known.get(source);
  if (before !== undefined) return before;
  const types = source.find(TYPE).map(({ match }) => match[1] as string);
  known.set(source, types);
  return types;
}

/** The class whose body the main method stands in: the last one that begins before it on the outermost level. */
function mainClass(entry: Source): string {
  const [main] = entry.find(MAIN);
  const before = entry.find(TYPE).filter(({ line, code }) => line <= (main?.line ?? 0) && /^\S/.test(code));
  return before.at(-1)?.match[1] ?? typesOf(entry)[0] ?? entry.stem;
}

/** The folder below which the folders are named as the packages are. Files that lie flat are compiled where they lie. */
function topFolder(entry: Source, name: string): string {
  const parts = name === '' ? [] : name.split('.');
  const ends = parts.join('/');
  return ends !== '' && (entry.folder === ends || entry.folder.endsWith(`/${ends}`))
    ? parts.reduce(folderOf, entry.folder)
    : entry.folder;
}

/** Everything below the top folder, so that nothing is missed; where a class is there twice, only what the program names. */
function compiled(entry: Source, reach: readonly Source[], project: Project, top: string): readonly Source[] {
  const below = javaSources(project).filter(
    ({ folder, path }) =>
      (top === '' || folder === top || folder.startsWith(`${top}/`)) &&
      !/(?:^|\/)(?:test|tests)\//.test(path) &&
      !path.endsWith('Test.java'),
  );
  const names = below.flatMap((source) => typesOf(source).map((type) => `${packageOf(source)}.${type}`));
  const isMixed =
    new Set(names).size < names.length ||
    below.some((source) => source !== entry && java.startable(source) !== undefined && !reach.includes(source));
  return isMixed ? reach : [...new Set([entry, ...below, ...reach])];
}
