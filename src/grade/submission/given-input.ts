import type { Source } from './language.js';

/** Where a value comes from that a program is given at its start. */
export interface GivenInput {
  readonly from: 'argv' | 'env' | 'stdin';
  /** Of `argv`: which argument, the first is 1. */
  readonly position?: number;
  /** Of `env`. */
  readonly variable?: string;
}

/** Where the value of this piece of code comes from, when it is from outside. */
export function givenIn(source: Source, code: string): GivenInput | undefined {
  const { argument, firstArgument, environment, stdin } = source.language.inputs;
  const number = firstGroup(argument.exec(code)) ?? listed(source, code);
  if (number !== undefined) return { from: 'argv', position: Number(number) - firstArgument + 1 };
  const variable = firstGroup(environment.exec(code));
  if (variable !== undefined) return { from: 'env', variable };
  return stdin.test(code) || scanned(source)?.test(code) === true ? { from: 'stdin' } : undefined;
}

/** Group 1, or the one of the other spelling. */
export function firstGroup(match: readonly (string | undefined)[] | null): string | undefined {
  return match?.slice(1).find((group) => group !== undefined);
}

/** Arguments under another name: `const args = process.argv.slice(2)`, then `args[0]`. */
function listed(source: Source, code: string): string | undefined {
  for (const { name, skipped } of listsOf(source)) {
    const number = new RegExp(`(?<![\\w.])${name}\\s*(?:\\[\\s*|\\.get\\s*\\(\\s*)(\\d+)`).exec(code)?.[1];
    if (number !== undefined) return String(Number(number) + skipped);
  }
  return undefined;
}

interface ArgumentList {
  readonly name: string;
  /** How many arguments of `argv` are before its first. */
  readonly skipped: number;
}

const LIST =
  /(\w+)\s*(?::[^=]*)?:?=\s*(?:sys\.argv\s*\[\s*(\d)\s*:\s*\]|process\.argv\.slice\s*\(\s*(\d)\s*\)|os\.Args\s*\[\s*(\d)\s*:\s*\]|flag\.Args\s*\(|(?:std::)?env::args\s*\(\s*\)\s*\.skip\s*\(\s*(\d)\s*\))/;
const lists = new WeakMap<Source, readonly ArgumentList[]>();

function listsOf(source: Source): readonly ArgumentList[] {
  const known = lists.get(source);
  if (known !== undefined) return known;
  const found = source.find(LIST).map(({ match: [whole, name = '', ...skipped] }) => ({
    name,
    skipped: Number(firstGroup([whole, ...skipped]) ?? 1),
  }));
  lists.set(source, found);
  return found;
}

const scanners = new WeakMap<Source, RegExp | null>();

/** Java reads the keyboard through an object that has a name: `Scanner sc = new Scanner(System.in)`, then `sc.nextInt()`. */
function scanned(source: Source): RegExp | undefined {
  const known = scanners.get(source);
  if (known !== undefined) return known ?? undefined;
  const name =
    source.language.name !== 'java'
      ? undefined
      : source.find(/(\w+)\s*=\s*new\s+(?:Scanner|BufferedReader)\s*\(.*System\.in/)[0]?.match[1];
  const pattern = name === undefined ? undefined : new RegExp(`(?<![\\w.])${name}\\.(?:next\\w*|readLine)\\s*\\(`);
  scanners.set(source, pattern ?? null);
  return pattern;
}
