import { clearScreenDown, createInterface, cursorTo, moveCursor, type Interface } from 'node:readline';

/** Where a prompt reads and writes: a terminal when both are one. */
export interface PromptStreams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** Takes what is received. */
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Takes all other talk: standard error. */
  readonly talk: NodeJS.WritableStream;
}

/** What the person at the prompt does. */
export interface LineListener {
  line(text: string): void;
  /** There is no more input. */
  inputEnded(): void;
  /** Ctrl-C. */
  interrupted(): void;
}

/** Lines that a person types or a pipe holds, and lines printed between them without tearing what is being typed. */
export class PromptLines {
  readonly isTerminal: boolean;
  readonly #streams: PromptStreams;
  readonly #lines: Interface;
  #isOpen = true;

  constructor(streams: PromptStreams, listener: LineListener) {
    const { input, output } = streams;
    this.#streams = streams;
    this.isTerminal = input.isTTY === true && output.isTTY === true;
    this.#lines = this.isTerminal
      ? createInterface({
          input,
          output,
          prompt: '> ',
          terminal: true,
          historySize: 1000,
          removeHistoryDuplicates: true,
        })
      : createInterface({ input, terminal: false });
    this.#lines.on('line', (text) => {
      listener.line(text);
      this.#ask();
    });
    this.#lines.on('SIGINT', () => {
      listener.interrupted();
    });
    this.#lines.on('close', () => {
      if (this.isTerminal && this.#isOpen) output.write('\n');
      this.#isOpen = false;
      listener.inputEnded();
    });
    this.#ask();
  }

  /** A line of data. */
  print(text: string): void {
    this.#between(() => this.#streams.output.write(`${text}\n`));
  }

  /** A line about what happens. */
  say(text: string): void {
    this.#between(() => this.#streams.talk.write(`${text}\n`));
  }

  /** Reads no more. */
  close(): void {
    if (!this.#isOpen) return;
    if (this.isTerminal) this.#clear();
    this.#isOpen = false;
    this.#lines.close();
  }

  #between(write: () => void): void {
    const isAsking = this.isTerminal && this.#isOpen;
    if (isAsking) this.#clear();
    write();
    if (isAsking) this.#lines.prompt(true);
  }

  /** Takes the prompt and what was typed behind it off the screen; readline still has it. */
  #clear(): void {
    const { output } = this.#streams;
    const { rows } = this.#lines.getCursorPos();
    if (rows > 0) moveCursor(output, 0, -rows);
    cursorTo(output, 0);
    clearScreenDown(output);
  }

  #ask(): void {
    if (this.isTerminal && this.#isOpen) this.#lines.prompt();
  }
}
