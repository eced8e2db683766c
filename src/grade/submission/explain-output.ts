import { visible } from '../../text/visible-text.js';
import type { Diagnosis } from './diagnosis.js';
import type { LanguageName } from './language.js';
import { inFolder } from './source.js';

const MOST = 10;
const LONGEST = 64 * 1024;

interface Said {
  readonly file: string;
  readonly line: number;
  readonly words: string;
}

/** How each tool names a place: its file, line and words. */
const PLACES: Readonly<Record<LanguageName, RegExp>> = {
  python:
    /^ *File "(?<file>[^"]+)", line (?<line>\d+)(?:, in .*)?\n(?:[^\n]*\n){0,3}?(?<words>\w+(?:Error|Exception|Interrupt)\b.*)$/gm,
  javascript: /^(?<file>\/?[^\n:]+\.[cm]?[jt]s):(?<line>\d+)\n(?:[^\n]*\n){1,4}?(?<words>\w*Error\b.*)$/gm,
  typescript: /^(?<file>\/?[^\n:]+\.[cm]?[jt]s):(?<line>\d+)\n(?:[^\n]*\n){1,4}?(?<words>\w*Error\b.*)$/gm,
  c: /^(?<file>[^\s:][^\n:]*):(?<line>\d+):\d+: (?:fatal )?error: (?<words>.*)$/gm,
  cpp: /^(?<file>[^\s:][^\n:]*):(?<line>\d+):\d+: (?:fatal )?error: (?<words>.*)$/gm,
  java: /^(?<file>[^\s:][^\n:]*\.java):(?<line>\d+): error: (?<words>.*)$/gm,
  go: /^(?:vet: )?(?:\.\/)?(?<file>[^\s:#][^\n:]*\.go):(?<line>\d+)(?::\d+)?: (?<words>.*)$/gm,
  rust: /^error(?:\[\w+\])?: (?<words>.*)\n\s*--> (?<file>[^\n:]+):(?<line>\d+):\d+$/gm,
};
// Of indentation py_compile says it in its own way.
const SORRY = /^Sorry: (?<words>\w+Error: .*) \((?<file>[^()\n]+), line (?<line>\d+)\)$/gm;
const LINKER = /^.*?(?:undefined reference to|multiple definition of|cannot find -l).*$/gm;

/** What the errors of an interpreter mean, for those who meet them for the first time. */
const MISTAKES: Readonly<Record<string, string>> = {
  SyntaxError: 'it is not understood here. ',
  IndentationError: 'the lines of a block have to begin in the same column. ',
  TabError: 'the lines of a block begin with tabs in one place and with spaces in another. ',
};

/** What was run, for `explainOutput`. */
export interface Ran {
  /** A `check` looks at the source only; a `build` makes something of it. */
  readonly what?: 'check' | 'build';
  /** Where it ran, as the program saw it: files are told from there. */
  readonly folder?: string;
  /** The command's own: what it tells of files begins there. */
  readonly cwd?: string;
}

/**
 * What a check or a build that failed has to say, place by place, in the compiler's own words. Where it says nothing that is understood,
 * one diagnosis has its last line.
 */
export function explainOutput(
  language: LanguageName,
  output: string,
  { what = 'build', folder = '/box', cwd = '' }: Ran = {},
): readonly Diagnosis[] {
  const text = output.slice(0, LONGEST).replace(/\r\n?/g, '\n');
  const kind = what === 'check' ? 'syntax' : 'compile';
  const said = [...text.matchAll(PLACES[language]), ...(language === 'python' ? text.matchAll(SORRY) : [])].map(
    ({ groups }): Said => ({
      file: placeIn(folder, cwd, groups?.file ?? ''),
      line: Number(groups?.line),
      words: visible((groups?.words ?? '').trim(), 300),
    }),
  );
  if (said.length > 0) {
    return said.slice(0, MOST).map(({ file, line, words }) => ({
      kind,
      message: `${file}:${line} ${what === 'check' ? `has a mistake: ${MISTAKES[words.split(':')[0] ?? ''] ?? ''}` : 'does not compile: '}${words}`,
      file,
      line,
      says: words,
      stops: true,
    }));
  }
  const linked = Array.from(text.matchAll(LINKER), ([words]) =>
    visible(words.replace(/^.*?:\s*(?=undefined|multiple|cannot)/, ''), 300),
  );
  const words =
    linked.length > 0 ? [...new Set(linked)].slice(0, MOST) : [visible(text.trimEnd().split('\n').at(-1) ?? '', 300)];
  return words.map((one) => ({
    kind,
    message: one === '' ? 'it does not compile, and the compiler does not say why' : `it does not compile: ${one}`,
    says: one,
    stops: true,
  }));
}

function placeIn(folder: string, cwd: string, file: string): string {
  const path = file.startsWith(`${folder}/`)
    ? file.slice(folder.length + 1)
    : inFolder(file.startsWith('/') ? '' : cwd, file.replace(/^(?:\.\/)+/, ''));
  return visible(path, 300);
}
