import type { Readable } from 'node:stream';

/** What bwrap reports of its box, while it comes: JSON documents, one in a line. */
export class BoxStatus {
  #text = '';
  #inside: number | undefined;

  constructor(stream: Readable, onInside: (pid: number) => void) {
    stream.setEncoding('utf8');
    stream.on('error', () => undefined);
    stream.on('data', (text: string) => {
      this.#text += text;
      if (this.#inside !== undefined) return;
      const pid = /"child-pid": (\d+)\D/.exec(this.#text)?.[1];
      if (pid === undefined) return;
      this.#inside = Number(pid);
      onInside(this.#inside);
    });
  }

  /** The first process of the box, as it is numbered out here. */
  get inside(): number | undefined {
    return this.#inside;
  }

  /** How the program in the box ended; `undefined` when the box was ended from outside, or never came to be. */
  get code(): number | undefined {
    const code = /"exit-code": (\d+)\D/.exec(this.#text)?.[1];
    return code === undefined ? undefined : Number(code);
  }
}
