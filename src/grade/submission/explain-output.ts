import { visible } from '../../text/visible-text.js';
import type { Diagnosis } from './diagnosis.js';
import { inFolder } from './source.js';

const MOST = 10;
const LONGEST = 64 * 1024;

interface Said {
  readonly file: string;
  readonly line: number;
  readonly words: string;
}

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
 * What a check or a build that failed has to say, place by place, in the compiler's own words. Where it says nothing that its language's
 * `complaints` find, one diagnosis has its last line.
 */
export function explainOutput(
  complaints: readonly RegExp[],
  output: string,
  { what = 'build', folder = '/box', cwd = '' }: Ran = {},
): readonly Diagnosis[] {
  const text = output.slice(0, LONGEST).replace(/\r\n?/g, '\n');
  const kind = what === 'check' ? 'syntax' : 'compile';
  const said = complaints
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(({ groups }): Said => ({
      file: placeIn(folder, cwd, groups?.file ?? ''),
      line: Number(groups?.line),
      words: visible((groups?.words ?? '').trim(), 300),
    }));
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
