import { fitted } from '../text/columns.js';
import { styled, type Style } from '../text/styled.js';

/** Where something is printed: `out` is standard output, for what was asked for; `err` is standard error, for the talk. */
export type Stream = 'out' | 'err';

/** Lines at the end of standard error that are drawn again in their place. Where there is no terminal, nothing is drawn. */
export interface LiveLines {
  /** The lines that fit on the screen. */
  readonly room: number;
  /** These lines instead of those before. */
  show(lines: readonly string[]): void;
  /** What is shown stays; whatever is written or shown next comes below it. */
  keep(): void;
  /** What is shown goes away. */
  remove(): void;
}

/**
 * Where a command prints, and the only thing that knows whether somebody watches there, how wide it is and whether it
 * takes colours.
 */
export interface Terminal {
  /** The columns that text is wrapped to: at most 120, and 100 where there is no terminal. */
  readonly width: number;
  /** The columns that no line may exceed: those of the terminal; without one there is no limit. */
  readonly limit: number;
  /** True where somebody watches standard error: progress is told only there. */
  readonly isWatched: boolean;
  /** True where somebody can be asked: standard input and standard error are a terminal. */
  readonly canAsk: boolean;
  /** True where colours may be written: on a terminal that is not dumb, where `NO_COLOR` is unset or empty. */
  hasColour(stream?: Stream): boolean;
  /** The text in these styles where the stream takes colours. */
  paint(style: Style | readonly Style[], text: string, stream?: Stream): string;
  /** Lines on standard output: the data that was asked for. */
  out(lines: readonly string[]): void;
  /** Lines on standard error: the talk. */
  say(...lines: readonly string[]): void;
  /** Text on standard output that brings its own line ends. */
  write(text: string): void;
  /** One JSON document on standard output. */
  json(document: unknown): void;
  /** Begins with an empty screen; where there is none, nothing is done. */
  clear(): void;
  /** Lines that change in their place. */
  live(stream?: Stream): Promise<LiveLines>;
}

/** The streams of a process, as far as a terminal needs them. */
export interface Streams {
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type OutputStream = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

const WIDEST = 120;
const WIDTH_ELSEWHERE = 100;

const NOTHING: LiveLines = { room: Infinity, show: () => undefined, keep: () => undefined, remove: () => undefined };

/** The terminal of these streams: looked at anew each time, as a window may become another while it is used. */
export class StreamTerminal implements Terminal {
  readonly #streams: Streams;

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  get width(): number {
    return Math.min(this.#columns ?? WIDTH_ELSEWHERE, WIDEST);
  }

  get limit(): number {
    return this.#columns ?? Infinity;
  }

  get isWatched(): boolean {
    return this.#streams.stderr.isTTY === true;
  }

  get canAsk(): boolean {
    return this.#streams.stdin.isTTY === true && this.isWatched;
  }

  hasColour(stream: Stream = 'out'): boolean {
    const { NO_COLOR = '' } = this.#streams.env;
    return this.#obeys(stream) && NO_COLOR === '';
  }

  paint(style: Style | readonly Style[], text: string, stream?: Stream): string {
    return this.hasColour(stream) ? styled(style, text) : text;
  }

  out(lines: readonly string[]): void {
    this.#streams.stdout.write(lines.map((line) => `${line}\n`).join(''));
  }

  say(...lines: readonly string[]): void {
    this.#streams.stderr.write(lines.map((line) => `${line}\n`).join(''));
  }

  write(text: string): void {
    this.#streams.stdout.write(text);
  }

  json(document: unknown): void {
    this.write(`${JSON.stringify(document, null, 2)}\n`);
  }

  clear(): void {
    if (this.#obeys('out')) this.write('\x1b[2J\x1b[3J\x1b[H');
  }

  async live(stream: Stream = 'err'): Promise<LiveLines> {
    if (!this.#obeys(stream)) return NOTHING;
    const { createLogUpdate } = await import('log-update');
    // The cursor is left alone: a process that is killed could not bring it back.
    const screen = sized(this.#stream(stream));
    const update = createLogUpdate(screen as NodeJS.WriteStream, { showCursor: true });
    return {
      get room() {
        return screen.rows - 1;
      },
      show: (lines) => {
        // A line that needs two would be in the way of those below it.
        update(lines.map((line) => fitted(line, screen.columns - 1)).join('\n'));
      },
      keep: () => {
        update.done();
      },
      remove: () => {
        update.clear();
      },
    };
  }

  get #columns(): number | undefined {
    return known(this.#streams.stdout.columns);
  }

  #stream(stream: Stream): OutputStream {
    return this.#streams[stream === 'out' ? 'stdout' : 'stderr'];
  }

  /** True where what is written moves the cursor and clears the screen. */
  #obeys(stream: Stream): boolean {
    return this.#stream(stream).isTTY === true && this.#streams.env.TERM !== 'dumb';
  }
}

/** A terminal of which lines are drawn again has a size, and if it does not say which. */
function sized(
  stream: OutputStream,
): Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'rows'> & { write: (text: string) => boolean } {
  return {
    isTTY: true,
    get columns() {
      return known(stream.columns) ?? 80;
    },
    get rows() {
      return known(stream.rows) ?? 24;
    },
    write: (text) => stream.write(text),
  };
}

/** Some terminals do not know their size, and say 0. */
function known(size = 0): number | undefined {
  return size > 0 ? size : undefined;
}

/** That of this process. */
export const terminal: Terminal = new StreamTerminal(process);
