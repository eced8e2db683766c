import { givenIn } from './given-input.js';
import type { Source } from './language.js';

/** What an argument of a program is. */
export interface Argument {
  readonly position: number;
  readonly is: 'host' | 'port' | 'address' | 'mode' | 'unknown';
  /** Of `mode`: what it is compared with, `server` say. */
  readonly word?: string;
  readonly where: string;
  /** True when the program does without it. */
  readonly isOptional?: boolean;
  /** What it is called in the source, where it has a name. */
  readonly name?: string;
}

/** The words for a program's command line, with `{host}` and `{port}`, and the arguments of which nobody knows what they are. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly unknown: readonly Argument[];
}

const HOST = /host|^ip|ip$|_ip|addr|server|dest|remote|machine|name_?serv/i;
const PORT = /port/i;
const HOST_CALLS = /\b(?:inet_addr|inet_pton|inet_aton|gethostbyname|getByName|getaddrinfo|hostent)\b/i;
const ADDRESS_CALLS =
  /\b(?:net\.Dial\w*|net\.Listen\w*|Resolve\w+Addr|TcpStream::connect|TcpListener::bind|UdpSocket::bind|ListenAndServe)\s*\(/;
const PLACEHOLDER = { host: '{host}', port: '{port}', address: '{host}:{port}' } as const;

/** What a program takes from its command line, as far as its source shows. */
export function findArguments(reach: readonly Source[], role: 'server' | 'client'): CommandLine {
  const positional = new Map<number, Argument>();
  for (const argument of reach.flatMap((source) => [...unpacked(source), ...indexed(source), ...parsed(source)])) {
    const before = positional.get(argument.position);
    // Compared with the other role only, any other word will do: `if argv[1] == "server": … else: …`.
    const isOurs = argument.is === 'mode' && modeOf(argument.word ?? '') === role;
    if (isOurs || before === undefined || before.is === 'unknown')
      positional.set(argument.position, argument.is === 'mode' && !isOurs ? { ...argument, word: role } : argument);
  }
  const args: string[] = reach.flatMap(flags);
  const unknown: Argument[] = [];
  for (let position = 1; positional.has(position); position++) {
    const argument = positional.get(position) as Argument;
    if (argument.is === 'unknown' && argument.isOptional === true) break;
    if (argument.is === 'unknown') unknown.push(argument);
    // Behind one that is not known nothing has its place.
    if (unknown.length === 0)
      args.push(
        argument.is === 'mode' ? (argument.word ?? role) : PLACEHOLDER[argument.is as keyof typeof PLACEHOLDER],
      );
  }
  return { args, unknown };
}

/** `host, port = sys.argv[1:]`, `_, host, port = sys.argv`, `const [,, host, port] = process.argv`. */
function unpacked(source: Source): Argument[] {
  const pattern =
    /^\s*(?:const|let|var)?\s*(\[?[\w\s,]+?)\]?\s*=\s*(?:sys\.)?(?:process\.)?argv(?:\.slice\(\s*(\d)|\s*\[\s*(\d)\s*:[^\]]*\])?\)?;?\s*$/;
  return source
    .find(pattern)
    .filter(({ match }) => /[,[]/.test(match[1] ?? ''))
    .flatMap(({ line, match: [, names = '', slice, from] }) =>
      names
        .replace('[', '')
        .split(',')
        .map((name, index) =>
          argumentCalled(
            name.trim(),
            index + Number(slice ?? from ?? 0) - source.language.inputs.firstArgument + 1,
            source,
            line,
          ),
        )
        .filter(({ position, name }) => position > 0 && name !== ''),
    );
}

function indexed(source: Source): Argument[] {
  const { numeric, argument } = source.language.inputs;
  return source.code.flatMap((code, index): Argument[] => {
    const line = index + 1;
    // Several on one line: connect((sys.argv[1], int(sys.argv[2])))
    return pieces(code, argument).flatMap(({ before, piece, rest }): Argument[] => {
      const given = givenIn(source, piece);
      if (given?.from !== 'argv' || given.position === undefined || given.position < 1) return [];
      const { position } = given;
      const where = source.where(line);
      const word =
        /^\s*(?:={2,3}\s*|\.equals(?:IgnoreCase)?\s*\(\s*)["']([\w-]+)["']/.exec(rest)?.[1] ??
        (/strcmp\s*\(\s*$/.test(before) ? /^\s*,\s*"([\w-]+)"/.exec(rest)?.[1] : undefined);
      if (word !== undefined) return modeOf(word) === undefined ? [] : [{ position, is: 'mode', word, where }];
      const name =
        /(?:^|[^\w.])(?:(?:self|this)\.)?(\w+)\s*(?::\s*[\w<>&'[\] ]+)?(?::=|=(?!=))\s*[^=,;]*$/.exec(before)?.[1] ??
        errorPair(before);
      if (name !== undefined) {
        const called = argumentCalled(name, position, source, line);
        if (called.is !== 'unknown') return [called];
        // `rv = getaddrinfo(argv[1], …)`: the name is that of the result.
        if (!HOST_CALLS.test(before) && !ADDRESS_CALLS.test(before)) {
          return [
            numeric.test(before) && !isCounting(name)
              ? { ...called, is: 'port' }
              : { ...called, isOptional: isOptional(source, index) },
          ];
        }
      }
      if (/\b(?:printf|print|println|Println|usage|log)\b/i.test(before)) return [];
      if (numeric.test(before) || /^\s*\.parse\b/.test(rest)) return [{ position, is: 'port', where }];
      if (/\bgetaddrinfo\s*\([^,]*,\s*$/.test(before)) return [{ position, is: 'port', where }];
      if (ADDRESS_CALLS.test(before) && !/:["']\s*\+\s*$/.test(before)) return [{ position, is: 'address', where }];
      if (/:["']\s*\+\s*$/.test(before)) return [{ position, is: 'port', where }];
      if (
        HOST_CALLS.test(before) ||
        source.language.signs.connects.test(code) ||
        source.language.signs.binds.test(code)
      )
        return [{ position, is: 'host', where }];
      return [{ position, is: 'unknown', where, isOptional: isOptional(source, index) }];
    });
  });
}

/** The role that a word on the command line stands for. */
function modeOf(word: string): 'server' | 'client' | undefined {
  if (/^-*(?:s|srv|server|l|listen|recv|receiver?)$/i.test(word)) return 'server';
  return /^-*(?:c|cli|client|connect|send|sender)$/i.test(word) ? 'client' : undefined;
}

/** It is looked whether the argument is there: on its line, or in a condition right above that holds when it is. */
function isOptional(source: Source, index: number): boolean {
  const counted = /\b(?:len\s*\(|argc\b|\.length\b|args\.len\b)/;
  const line = source.bare[index] ?? '';
  if (/\|\||\?\?|\bor\b|\bunwrap_or/.test(line) || (counted.test(line) && /\?|\bif\b/.test(line))) return true;
  return source.bare
    .slice(Math.max(0, index - 2), index)
    .some(
      (above) =>
        /^\s*(?:}?\s*else\s+)?(?:el)?if\b/.test(above) &&
        counted.test(above) &&
        /(?:>|>=|==)/.test(above) &&
        !/!=|</.test(above),
    );
}

/** Go names two: `port, err := strconv.Atoi(os.Args[1])`. */
function errorPair(before: string): string | undefined {
  return /(\w+)\s*,\s*(?:err|_|ok)\s*:?=\s*[^=]*$/.exec(before)?.[1];
}

function pieces(code: string, argument: RegExp): { before: string; piece: string; rest: string }[] {
  const every = new RegExp(
    `${argument.source}|(?<![\\w.])\\w+\\s*\\[\\s*\\d\\s*\\]|(?<![\\w.])\\w+\\.get\\s*\\(\\s*\\d\\s*\\)`,
    'g',
  );
  return Array.from(code.matchAll(every), ({ 0: piece, index }) => ({
    before: code.slice(0, index),
    piece,
    rest: code.slice(index + piece.length),
  }));
}

/** Arguments without a dash that argparse reads, in their order. */
function parsed(source: Source): Argument[] {
  return source
    .findInStrings(/\.add_argument\s*\(\s*["'](\w+)["']/)
    .map(({ line, match: [, name = ''] }, index) => argumentCalled(name, index + 1, source, line));
}

const SHORT: Readonly<Record<string, 'port' | 'unknown'>> = { '-p': 'port', '-h': 'unknown' }; // the latter asks for help

/** Flags for the host and the port: given even where they need not be. */
function flags(source: Source): string[] {
  const python = source.findInStrings(/\.add_argument\s*\(\s*(?:["']-\w["']\s*,\s*)?["'](--?[\w-]+)["']/);
  const go = source.findInStrings(/\bflag\.\w+\s*\((?:[^,"]*,)?\s*"([\w-]+)"/);
  return [...python.map(({ match }) => match[1] as string), ...go.map(({ match }) => `-${match[1] as string}`)].flatMap(
    (flag) => {
      const is = SHORT[flag] ?? argumentIs(flag.replace(/^-+/, ''));
      return is === 'unknown' ? [] : [flag, PLACEHOLDER[is]];
    },
  );
}

function argumentCalled(name: string, position: number, source: Source, line: number): Argument {
  return { position, is: argumentIs(name), where: source.where(line), name };
}

function argumentIs(name: string): 'host' | 'port' | 'unknown' {
  if (PORT.test(name)) return 'port';
  return HOST.test(name) ? 'host' : 'unknown';
}

function isCounting(name: string): boolean {
  return /count|num|size|len|time|delay|window|loss|rate|max|seed|^n$/i.test(name);
}
