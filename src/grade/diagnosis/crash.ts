/** What ended a program, or a thread of it, as its interpreter or run-time has printed it. */
export interface Crash {
  /** `ValueError: not a number`. */
  readonly what: string;
  /** The innermost line of the author's own code that it came from, where that is printed. */
  readonly at?: { readonly file: string; readonly line: number };
}

type At = NonNullable<Crash['at']>;

// Code of others: what is installed, what belongs to the language.
const FOREIGN = /^(?:\/usr\/|\/lib|<|node:|internal\/|\/opt\/)|site-packages|node_modules|\/rustc\//;
const MOST = 64 * 1024; // characters, from the end

/** Finds the last error that was not caught: tracebacks of Python, stacks of Node and Java, panics of Go and Rust, failed assertions of C. */
export function crashIn(output: string): Crash | undefined {
  const text = output.slice(-MOST).replaceAll('\r\n', '\n');
  return python(text) ?? java(text) ?? go(text) ?? rust(text) ?? node(text) ?? assertion(text);
}

/** `ValueError: not a number, in server.py, line 12`. */
export function crashText({ what, at }: Crash): string {
  return at === undefined ? what : `${what} (${at.file}, line ${at.line})`;
}

function python(text: string): Crash | undefined {
  const begin = text.lastIndexOf('Traceback (most recent call last):');
  // A syntax error has no traceback, but the same frame.
  const own = begin >= 0 ? text.slice(begin) : text;
  const frames = [...own.matchAll(/^ *File "([^"\n]+)", line (\d+)/gm)];
  const last = frames.at(-1);
  if (last === undefined) return undefined;
  const behind = own.slice(last.index).split('\n').slice(1);
  const what = behind.find((line) => /^\S/.test(line) && !/^[|+]/.test(line));
  if (what === undefined) return undefined;
  return withPlace(what, frames.map(([, file = '', line = '']) => ({ file, line: Number(line) })).reverse());
}

function java(text: string): Crash | undefined {
  const begin = [...text.matchAll(/^(?:Exception in thread "[^"\n]*" |Caused by: )(.+)$/gm)].at(-1);
  if (begin === undefined) return undefined;
  const frames = [...text.slice(begin.index).matchAll(/^\s+at ([^\s(]+)\(([\w$]+\.java):(\d+)\)/gm)];
  const own = frames.filter(
    ([, method = '']) =>
      !/^(?:java|javax|jdk|sun|com\.sun)\./.test(method) && !/^(?:java|jdk)\.\w+(?:@[^/]*)?\//.test(method),
  );
  return withPlace(
    begin[1] ?? '',
    own.map(([, , file = '', line = '']) => ({ file, line: Number(line) })),
  );
}

function go(text: string): Crash | undefined {
  const begin = /^(?:panic|fatal error): (.+)$/m.exec(text);
  if (begin === null || !/^goroutine \d+ /m.test(text)) return undefined;
  return withPlace(
    begin[0],
    [...text.slice(begin.index).matchAll(/^\t(\S+\.go):(\d+)/gm)].map(([, file = '', line = '']) => ({
      file,
      line: Number(line),
    })),
  );
}

function rust(text: string): Crash | undefined {
  const found = [...text.matchAll(/^thread '[^'\n]*'.* panicked at (\S+?):(\d+):\d+:\n(.+)$/gm)].at(-1);
  return found === undefined
    ? undefined
    : withPlace(`panic: ${found[3] ?? ''}`, [{ file: found[1] ?? '', line: Number(found[2]) }]);
}

function node(text: string): Crash | undefined {
  const lines = text.split('\n');
  const first = lines.findIndex((line, index) => /^ {4}at /.test(line) && /^\S/.test(lines[index - 1] ?? ''));
  if (first < 1) return undefined;
  const frames = lines.slice(first).flatMap((line): At[] => {
    const [, file = '', number = ''] = /^ {4}at .*?(?:file:\/\/)?((?:\/|node:)[^():]+):(\d+):\d+\)?$/.exec(line) ?? [];
    return file === '' ? [] : [{ file, line: Number(number) }];
  });
  // Above the error stands the line of the source from which it was thrown.
  const [, file = '', number = ''] = /^(?:file:\/\/)?(\/[^:\n]+):(\d+)$/m.exec(lines.slice(0, first).join('\n')) ?? [];
  return withPlace(lines[first - 1] ?? '', file === '' ? frames : [...frames, { file, line: Number(number) }]);
}

function assertion(text: string): Crash | undefined {
  const [, file = '', line = '', what = ''] = /^\S+: ([^:\n]+):(\d+): .*(Assertion .* failed)\.?$/m.exec(text) ?? [];
  return file === '' ? undefined : withPlace(what, [{ file, line: Number(line) }]);
}

function withPlace(what: string, innermostFirst: readonly At[]): Crash {
  const own = innermostFirst.find(({ file }) => !FOREIGN.test(file));
  return own === undefined
    ? { what: what.trim() }
    : {
        what: what.trim(),
        at: {
          file: own.file
            .replace(/^\/box\//, '')
            .split('/')
            .slice(-2)
            .join('/')
            .replace(/^\//, ''),
          line: own.line,
        },
      };
}
