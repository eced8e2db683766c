import type { LiveLines } from '../../../terminal.js';

const EVERY = 200; // milliseconds: faster than that nobody reads

/** A table that is drawn again when it has changed, but not more often than it can be read. */
export class LiveTable {
  readonly #live: LiveLines;
  readonly #lines: (most: number) => readonly string[];
  #timer: NodeJS.Timeout | undefined;

  /** `lines` makes the table, of at most so many lines. */
  constructor(live: LiveLines, lines: (most: number) => readonly string[]) {
    this.#live = live;
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
    this.#live.show(this.#lines(Math.max(3, this.#live.room)));
  }

  /** Something else is written now: the table is drawn anew below it. */
  leave(): void {
    this.#live.keep();
  }
}
