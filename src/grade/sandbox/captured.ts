/** A part of an output, and when it came. */
export interface OutputPiece {
  /** Milliseconds after the start of the program. */
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

// A program that writes every byte by itself must not cost a record for each.
const MOST_MARKS = 4096;
const SAME_MS = 1;

/** What a program has written to one of its outputs, up to a limit. */
export class Captured {
  readonly #limit: number;
  readonly #begin: number;
  #store = new Uint8Array(1024);
  #length = 0;
  readonly #marks: { readonly atMs: number; readonly offset: number }[] = [];
  readonly #listeners = new Set<() => void>();

  constructor(limit: number, begin: number) {
    this.#limit = limit;
    this.#begin = begin;
  }

  /** Takes what fits; false once the limit is reached. */
  add(chunk: Uint8Array): boolean {
    const taken = chunk.subarray(0, this.#limit - this.#length);
    const atMs = performance.now() - this.#begin;
    const last = this.#marks.at(-1);
    if (last === undefined || (atMs - last.atMs >= SAME_MS && this.#marks.length < MOST_MARKS))
      this.#marks.push({ atMs, offset: this.#length });
    this.#reserve(taken.length);
    this.#store.set(taken, this.#length);
    this.#length += taken.length;
    for (const listener of [...this.#listeners]) listener();
    return taken.length === chunk.length;
  }

  get length(): number {
    return this.#length;
  }

  /** A view of what has come so far. */
  get bytes(): Uint8Array {
    return this.#store.subarray(0, this.#length);
  }

  /** As text; what is no UTF-8 is replaced. */
  get text(): string {
    return new TextDecoder().decode(this.bytes);
  }

  /** The same in parts, with their times. */
  get pieces(): OutputPiece[] {
    return this.#marks.map(({ atMs, offset }, i) => ({
      atMs,
      bytes: this.#store.subarray(offset, this.#marks[i + 1]?.offset ?? this.#length),
    }));
  }

  /** Calls the listener after every part that comes, until the returned function is called. */
  onMore(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#store.length) return;
    const larger = new Uint8Array(Math.max(this.#length + more, 2 * this.#store.length));
    larger.set(this.bytes);
    this.#store = larger;
  }
}
