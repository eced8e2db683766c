import { defined } from '../../core/defined.js';
import { firstGroup, givenIn, type GivenInput } from './given-input.js';
import type { Source } from './language.js';

/** Where a program has its port from. */
export interface PortEvidence {
  readonly from: 'argv' | 'env' | 'stdin' | 'code';
  /** What is written into the code, or is used when nothing is given. */
  readonly port?: number;
  /** Of `argv`: which argument, the first is 1. */
  readonly position?: number;
  /** Of `argv`: the flag before it, such as `--port`. */
  readonly flag?: string;
  /** Of `env`. */
  readonly variable?: string;
  /** `server.py:5` */
  readonly where: string;
}

const NAMED =
  /(?:^|[^\w.]|(?:self|this)\.)(\w*port\w*)["'`]?\s*(?::\s*[\w<>&' ]+?\s*)?(?::=|=(?![=>])|:(?!:))\s*(.+)$/i;
const DEFINED = /^\s*#\s*define\s+(\w*port\w*)\s+(.+)$/i;
const OTHER_WORD = /import|export|support|transport|report|reuse_?port|viewport|portion|important/i;
const FLAG =
  /(?:add_argument|add_option)\s*\(\s*(?:["']-\w+["']\s*,\s*)?["'](-{1,2}\w*port|-p)["'](.*)|flag\.(?:Int|String|Uint)(?:Var)?\s*\((?:[^,"]*,)?\s*"(\w*port|p)"\s*,(.*)/i;
const KINDS = ['argv', 'env', 'stdin', 'code'];

/** Where a program has its port from, the strongest evidence first: what it is given goes before what is written in it. */
export function findPorts(reach: readonly Source[]): readonly PortEvidence[] {
  const numbers = new Map(reach.flatMap((source) => [...numbersOf(source)]));
  const found = reach.flatMap((source) => [
    ...usedPorts(source, numbers),
    ...flagPorts(source),
    ...namedPorts(source),
    ...typedPorts(source),
  ]);
  const [first] = found.filter(({ port }) => port !== undefined);
  const seen = new Set<string>();
  return (
    found
      .sort((a, b) => KINDS.indexOf(a.from) - KINDS.indexOf(b.from))
      .filter(({ from, port, position, flag, variable }) => {
        const key = [from, from === 'code' ? port : '', position, flag, variable].join();
        return !seen.has(key) && seen.add(key);
      })
      // `port = 5000` on one line and `port = int(sys.argv[1])` on another.
      .map((evidence) =>
        evidence.port === undefined && first?.port !== undefined ? { ...evidence, port: first.port } : evidence,
      )
  );
}

/** Where an address is used: in `bind(("", 5000))` the port needs no name. */
function usedPorts(source: Source, numbers: ReadonlyMap<string, number>): PortEvidence[] {
  return source.findInStrings(source.language.signs.address).flatMap(({ line, match }): PortEvidence[] => {
    const all = firstArguments(firstGroup(match) ?? '');
    const option = /\bport\s*:\s*(.*)/.exec(all)?.[1];
    const code = option === undefined ? all : firstValue(option);
    const given = givenIn(source, code);
    if (given !== undefined) return [portEvidence(source, line, given, undefined)];
    const port = addressPort(code, numbers);
    return port === undefined ? [] : [{ from: 'code', port, where: source.where(line) }];
  });
}

/** Where something is called a port. */
function namedPorts(source: Source): PortEvidence[] {
  return [...source.findInStrings(NAMED), ...source.findInStrings(DEFINED)].flatMap(
    ({ line, match: [, name = '', rest = ''] }): PortEvidence[] => {
      if (OTHER_WORD.test(name)) return [];
      const value = firstValue(rest);
      const given = givenIn(source, value);
      if (given !== undefined) return [portEvidence(source, line, given, defaultIn(value))];
      const port = /^[("'`\s]*(?:\w+\(\s*)?:?(\d{1,5})\b(?!\.|\s*[-+*%])/.exec(value)?.[1];
      return port === undefined || !isPort(Number(port))
        ? []
        : [{ from: 'code', port: Number(port), where: source.where(line) }];
    },
  );
}

/** Where a port is read from the keyboard into a variable that is there already: `scanf("%d", &port)`. */
function typedPorts(source: Source): PortEvidence[] {
  return source.find(source.language.inputs.stdin).flatMap(({ line }): PortEvidence[] => {
    const names = source.bare[line - 1]?.match(/\b\w*port\w*\b/gi) ?? [];
    return names.every((name) => OTHER_WORD.test(name)) ? [] : [{ from: 'stdin', where: source.where(line) }];
  });
}

/** Flags that a library reads: `--port` of argparse, `-port` of Go. */
function flagPorts(source: Source): PortEvidence[] {
  return source.findInStrings(FLAG).map(({ line, match: [, long, rest = '', short, others = ''] }) => {
    const port = numberIn(rest + others);
    return {
      from: 'argv',
      flag: long ?? `-${short ?? ''}`,
      ...defined({ port }),
      where: source.where(line),
    };
  });
}

/** Constants, and pairs of a host and a port. */
function numbersOf(source: Source): Map<string, number> {
  const pattern =
    /(?:^|[^\w.]|\.)([A-Za-z_]\w*)\s*(?::\s*[\w<>&']+\s*)?(?::=|=(?!=))\s*(?:[("'`[]\s*[^,()]*[,:]\s*)?[("'`]*:?(\d{2,5})\b(?!\.|\s*[-+*%])|^\s*#\s*define\s+(\w+)\s+\(?(\d{2,5})\b/;
  return new Map(
    source.findInStrings(pattern).flatMap(({ match: [, name, value, defined, number] }): [string, number][] => {
      const port = Number(value ?? number);
      const named = name ?? defined;
      return named === undefined || !isPort(port) || /buf|size|len|max|timeout|backlog|count/i.test(named)
        ? []
        : [[named, port]];
    }),
  );
}

/** What is assigned, without what follows it: `port: 5000, host: "x"`. */
function firstValue(code: string): string {
  let depth = 0;
  for (let at = 0; at < code.length; at++) {
    if ('([{'.includes(code[at] as string)) depth++;
    if (')]}'.includes(code[at] as string)) depth--;
    if (depth < 0 || (depth === 0 && (code[at] === ',' || code[at] === ';'))) return code.slice(0, at);
  }
  return code;
}

/** What stands in the brackets of a call, without what is after it. */
function firstArguments(code: string): string {
  let depth = 1;
  for (let at = 0; at < code.length; at++) {
    if (code[at] === '(') depth++;
    if (code[at] === ')' && --depth === 0) return code.slice(0, at);
    if (code[at] === '{' || (code[at] === '=' && code[at + 1] === '>'))
      return code.slice(0, code.indexOf('port') > at ? undefined : at);
  }
  return code;
}

/** The first argument that is a port or is called one; what follows it (a backlog, a time) is none. */
function addressPort(code: string, numbers: ReadonlyMap<string, number>): number | undefined {
  const inAddress = /["'`][^"'`]*:(\d{1,5})["'`]/.exec(code)?.[1];
  if (inAddress !== undefined) return isPort(Number(inAddress)) ? Number(inAddress) : undefined;
  for (const part of code.split(',')) {
    const number = Number(/(?<![\w.[])(\d{2,5})(?![\w.\]])/.exec(part.replace(/"[^"]*"|'[^']*'/g, ''))?.[1]);
    if (isPort(number)) return number;
    const names = part.replace(/["'`][^"'`]*["'`]/g, '').match(/[A-Za-z_]\w*/g) ?? [];
    const named = names.map((name) => numbers.get(name)).find((value) => value !== undefined);
    if (named !== undefined) return named;
    if (names.some((name) => /port/i.test(name))) return undefined;
  }
  return undefined;
}

/** What is used when nothing is given: `|| 3000`, `else 5000`, `.get("PORT", 5000)`. */
function defaultIn(code: string): number | undefined {
  return numberIn(
    /(?:\|\||\?\?|\belse\b|\bor\b|\bunwrap_or\w*\(|\b(?:get|getenv)\s*\([^,]*,|\?[^:]*:)\s*["'`(]*(\d{2,5})\b.*/.exec(
      code,
    )?.[0] ?? '',
  );
}

function numberIn(code: string): number | undefined {
  return Array.from(code.matchAll(/(?<![\w.[])(\d{2,5})(?![\w.\]])/g), ([, digits]) => Number(digits))
    .filter(isPort)
    .at(-1);
}

function portEvidence(source: Source, line: number, given: GivenInput, port: number | undefined): PortEvidence {
  return { ...given, ...defined({ port }), where: source.where(line) };
}

function isPort(number: number): boolean {
  return number > 0 && number < 65536;
}
