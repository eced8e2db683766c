const EVERY = 200; // milliseconds: faster than that nobody reads

/** A terminal, as far as it is needed here. */
export interface Screen {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/** Lines that are drawn again in the same place of a terminal when they have changed. */
export class LiveTable {
  readonly #screen: Screen;
  readonly #lines: (most: number) => readonly string[];
  #drawn = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `lines` makes the table, of at most so many lines. */
  constructor(screen: Screen, lines: (most: number) => readonly string[]) {
    this.#screen = screen;
    this.#lines = lines;
  }

  /** It has changed: it is drawn soon. */
  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.draw();
    }, EVERY).unref();
  }

  draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { columns = 80, rows = 24 } = this.#screen;
    const lines = this.#lines(Math.max(3, rows - 1)).map((line) =>
      Array.from(line)
        .slice(0, columns - 1)
        .join(''),
    );
    // Up to the first line of the table, and from there on everything away.
    const back = this.#drawn === 0 ? '' : `\x1b[${this.#drawn}A\r\x1b[J`;
    this.#screen.write(`${back}${lines.join('\n')}\n`);
    this.#drawn = lines.length;
  }

  /** Something else is written now: the table is drawn anew below it. */
  leave(): void {
    this.#drawn = 0;
  }
}
