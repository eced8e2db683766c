import { asArgument, type ProgramCommand } from '../program-command.js';
import type { Diagnosis } from '../diagnosis.js';
import type { Language, Needed, Project, Source } from '../language.js';
import { joined } from '../project.js';
import { folderOf, pathFrom } from '../source.js';
import { pythonTwo } from '../python-two.js';

const IMPORT = /^(\s*)(?:import\s+([\w.,\s]+?)|from\s+(\.*)([\w.]*)\s+import\s+(.*?))\s*(?:;.*)?$/;
// At least once on the outermost level something is done, and not only named.
const DOES =
  /^(?!(?:def|class|import|from|async|@|global|nonlocal|[)\]}])\b|[\s@)\]}"'#]|[\w\s,]+(?::\s*\w+\s*)?=[^(]*$)\S/;
const GUARD = /^if\s+__name__\s*==/;
const ENV = { PYTHONUNBUFFERED: '1', PYTHONDONTWRITEBYTECODE: '1' };

const python: Language = {
  name: 'python',
  title: 'Python',
  style: 'python',
  endings: /\.pyw?$/i,
  looks: /^#!.*\bpython|^\s*(?:import\s+(?:socket|sys|threading|asyncio)\b|from\s+\w+\s+import\b)/m,
  signs: {
    listens:
      /\.listen\s*\(|\b(?:create_server|start_server|TCPServer|HTTPServer|serve_forever|run_forever_server)\s*\(/,
    connects: /\.connect(?:_ex)?\s*\(|\b(?:create_connection|open_connection)\s*\(/,
    notConnects:
      /\b(?:sqlite3|mysql\w*|psycopg2?|pymysql|mariadb|db|database|clicked|triggered|timeout)\.(?:connector\.)?connect\b|8\.8\.8\.8|10\.255\.255\.255|10\.254\.254\.254/,
    datagrams: /\bSOCK_DGRAM\b|\bUDPServer\b|\bcreate_datagram_endpoint\b/,
    streams: /\bSOCK_STREAM\b|\.listen\s*\(|\bsocket\.socket\s*\(\s*\)/,
    binds: /\.bind\s*\(|\bUDPServer\s*\(|\blocal_addr\s*=/,
    sendsTo: /\.sendto\s*\(|\bremote_addr\s*=/,
    receivesFrom: /\.recv(?:from|msg)?(?:_into)?\s*\(|\bUDPServer\s*\(|\blocal_addr\s*=/,
    address:
      /\b(?:bind|connect|connect_ex|create_server|start_server|create_connection|open_connection|\w*Server|sendto)\s*\((.*)/,
    graphics: /^\s*(?:import|from)\s+(tkinter|Tkinter|PyQt[56]|PySide[26]|wx|kivy|customtkinter|pygame)\b/,
  },
  inputs: {
    argument: /\bargv\s*\[\s*(\d+)\s*\]/,
    firstArgument: 1,
    environment: /(?:\benviron(?:\.get\s*\(|\s*\[)|\bgetenv\s*\()\s*["'](\w+)/,
    stdin: /(?<![\w.])(?:raw_)?input\s*\(|\bsys\.stdin\b/,
    numeric: /\b(?:int|float)\s*\(\s*(?:sys\.)?$/,
  },
  complaints: [
    /^ *File "(?<file>[^"]+)", line (?<line>\d+)(?:, in .*)?\n(?:[^\n]*\n){0,3}?(?<words>\w+(?:Error|Exception|Interrupt)\b.*)$/gm,
    // Of indentation py_compile says it in its own way.
    /^Sorry: (?<words>\w+Error: .*) \((?<file>[^()\n]+), line (?<line>\d+)\)$/gm,
  ],

  startable(source) {
    if (source.has(GUARD)) return 'it has a main guard';
    return source.has(DOES) ? 'it does something when it is started' : undefined;
  },

  needs(source, project) {
    return importsOf(source).flatMap(({ line, dots, name, names }) => {
      // As Python does: next to the program, and for a package from the folders above.
      const bases = dots > 0 ? [joined(source.folder, '../'.repeat(dots - 1))] : ancestors(source.folder);
      for (const base of bases) {
        if (base === undefined) continue;
        const path = joined(base, name.replaceAll('.', '/')) as string;
        const found = [`${path}.py`, joined(path, '__init__.py') as string].find((file) => project.has(file));
        const inside = names.map((part) => joined(path, `${part}.py`) as string).filter((file) => project.has(file));
        const paths = found === undefined ? inside : [found, ...inside];
        if (paths.length > 0) return paths.map((file) => ({ name, line, path: file }));
      }
      return [{ name, line }];
    });
  },

  plan(entry, reach) {
    const isInPackage = importsOf(entry).some(({ dots }) => dots > 0);
    const cwd = isInPackage ? folderOf(entry.folder) : entry.folder;
    const file = pathFrom(cwd, entry.path);
    const check: ProgramCommand = {
      argv: ['python3', '-m', 'py_compile', ...reach.map(({ path }) => asArgument(path))],
      cwd: '',
      env: {},
    };
    const start = isInPackage ? ['-m', file.replace(/\.py$/, '').replaceAll('/', '.')] : [asArgument(file)];
    return {
      cwd,
      build: [],
      check: [check],
      argv: ['python3', '-u', ...start],
      env: ENV,
      tools: [{ program: 'python3', package: 'python3' }],
    };
  },

  diagnose(_entry, reach, project) {
    return reach.flatMap((source) => [
      ...pythonTwo(source),
      ...missingModules(source, project),
      ...textOnSocket(source),
    ]);
  },
};

export default python;

interface Import {
  readonly line: number;
  /** Within a function or a `try`: it may be meant to fail. */
  readonly isOptional: boolean;
  readonly dots: number;
  readonly name: string;
  readonly names: readonly string[];
}

function importsOf(source: Source): Import[] {
  return source.find(IMPORT).flatMap(({ line, match: [, indent = '', plain, dots = '', from = '', names = ''] }) => {
    const isOptional = indent !== '';
    if (plain === undefined)
      return [{ line, isOptional, dots: dots.length, name: from, names: words(names.replace(/[()]/g, '')) }];
    return words(plain).map((name) => ({ line, isOptional, dots: 0, name, names: [] }));
  });
}

function words(list: string): string[] {
  return list
    .split(',')
    .map((part) => part.trim().split(/\s+/)[0] ?? '')
    .filter((word) => word !== '' && word !== '*' && word !== '\\');
}

function ancestors(folder: string): string[] {
  return folder === '' ? [''] : [folder, ...ancestors(folderOf(folder))];
}

function missingModules(source: Source, project: Project): Diagnosis[] {
  const local = new Set(
    python.needs(source, project).flatMap(({ name, path }): Needed['name'][] => (path === undefined ? [] : [name])),
  );
  return importsOf(source)
    .filter(({ dots, name, isOptional }) => dots === 0 && !isOptional && !local.has(name) && !isStandardModule(name))
    .map(({ name, line }) => ({
      kind: 'missing-module',
      message: `${source.where(line)} imports ${name}, which is neither part of Python nor of the submission: hand in ${name}.py too, or do without`,
      file: source.path,
      line,
      stops: true,
    }));
}

function textOnSocket(source: Source): Diagnosis[] {
  if (!source.has(/^\s*(?:import|from)\s+socket\b/)) return [];
  return source
    .findInStrings(
      /\.send(?:all|to)?\s*\(\s*(?:[fF]?["'](?!["']{2})[^"']*["']\s*[,)+%]|str\s*\([^()]*\)\s*[,)]|(?:raw_)?input\s*\([^()]*\)\s*[,)])/,
    )
    .map(({ line, code }) => ({
      kind: 'text-on-socket',
      message: `${source.where(line)} sends text: Python 3 takes bytes, such as b"…" or text.encode()`,
      file: source.path,
      line,
      says: code.trim(),
      stops: false,
    }));
}

// Of Python 3.8 to 3.14: a module that one of them has is Python's, and what the installed one says of it will be true.
const NAMES = `
__future__ __main__ _thread abc aifc annotationlib antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii bisect
builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys compileall compression concurrent configparser
contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses datetime dbm decimal difflib dis distutils doctest email encodings
ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch formatter fractions ftplib functools gc genericpath getopt getpass gettext glob
graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3
linecache locale logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt
ntpath nturl2path numbers opcode operator optparse os ossaudiodev parser pathlib pdb pickle pickletools pipes pkgutil platform plistlib poplib
posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pyexpat queue quopri random re readline reprlib resource rlcompleter
runpy sched secrets select selectors shelve shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 ssl stat
statistics string stringprep struct subprocess sunau symbol symtable sys sysconfig syslog tabnanny tarfile telnetlib tempfile termios test
textwrap this threading time timeit tkinter token tokenize tomllib trace traceback tracemalloc tty turtle types typing unicodedata unittest
urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo`;

const MODULES: ReadonlySet<string> = new Set(NAMES.trim().split(/\s+/));

/** True for a module that comes with Python, whole name or not: `os.path`. */
function isStandardModule(name: string): boolean {
  return MODULES.has(name.split('.')[0] ?? '');
}
