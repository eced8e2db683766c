import type { Diagnosis } from './diagnosis.js';
import type { Source } from './language.js';

interface LeftOver {
  readonly pattern: RegExp;
  readonly says: string;
  /** Defined in the program itself, it is no left-over. */
  readonly name?: string;
}

const MODULES =
  'SocketServer|Queue|urllib2|urlparse|httplib|thread|Tkinter|tkMessageBox|ConfigParser|StringIO|cPickle|commands|BaseHTTPServer|SimpleHTTPServer';
const RENAMED: Readonly<Record<string, string>> = {
  SocketServer: 'socketserver',
  Queue: 'queue',
  urllib2: 'urllib.request',
  urlparse: 'urllib.parse',
  httplib: 'http.client',
  thread: '_thread',
  Tkinter: 'tkinter',
  tkMessageBox: 'tkinter.messagebox',
  ConfigParser: 'configparser',
  StringIO: 'io',
  cPickle: 'pickle',
  commands: 'subprocess',
  BaseHTTPServer: 'http.server',
  SimpleHTTPServer: 'http.server',
};

const LEFT_OVERS: readonly LeftOver[] = [
  {
    pattern: /(?:^|[:;])\s*print\s+(?!(?:if|else|in|is|and|or|for)\b)["'\w`\-[{]|^\s*print\s*$|(?:^|[:;])\s*print\s*>>/,
    says: 'print is a function: write print(…)',
  },
  { pattern: /\braw_input\s*\(/, says: 'raw_input is called input', name: 'raw_input' },
  { pattern: /^\s*except\s+[\w.()\s,]*[\w)]\s*,\s*\w+\s*:/, says: 'write "except … as e:"' },
  { pattern: /\bxrange\s*\(/, says: 'xrange is called range', name: 'xrange' },
  { pattern: /\.has_key\s*\(/, says: 'write "key in …" instead of has_key' },
  { pattern: /^\s*exec\s+["'\w]/, says: 'exec is a function: write exec(…)' },
  { pattern: /^\s*raise\s+\w+\s*,\s*["'\w]/, says: 'write raise Error(…)' },
  { pattern: /<>/, says: 'write != instead of <>' },
];
const MODULE = new RegExp(`^\\s*(?:import|from)\\s+(${MODULES})\\b`);

/** What a program has that only Python 2 understood, the first of each sort. */
export function pythonTwo(source: Source): Diagnosis[] {
  const found = LEFT_OVERS.flatMap(({ pattern, says, name }) => {
    const [first] = source.find(pattern);
    const isDefined = name !== undefined && source.has(new RegExp(`^\\s*(?:${name}\\s*=|def\\s+${name}\\b)`));
    return first === undefined || isDefined ? [] : [{ line: first.line, code: first.code, says }];
  });
  const [module] = source.find(MODULE).filter(({ match }) => !isOptional(source, match[0]));
  if (module !== undefined) {
    const name = module.match[1] as string;
    found.push({
      line: module.line,
      code: module.code,
      says: `the module ${name} is called ${RENAMED[name] as string}`,
    });
  }
  return found
    .sort((a, b) => a.line - b.line)
    .map(({ line, code, says }) => ({
      kind: 'python-2',
      message: `${source.where(line)} is Python 2, and programs are run with Python 3: ${says}`,
      file: source.path,
      line,
      says: code.trim(),
      stops: true,
    }));
}

/** An indented import stands in a `try` that knows both versions. */
function isOptional(source: Source, line: string): boolean {
  return /^\s/.test(line) && source.has(/^try\s*:/);
}
