import { firstDifference } from '../core/first-difference.js';
import { joinBytes } from '../core/frame-bytes.js';
import type { Inbox } from './inbox.js';

const MOST_SHOWN = 64 * 1024; // bytes kept behind a wrong one

/** Compares what comes with what is to come, byte by byte as it comes. */
export class Expectation {
  readonly #frames: readonly Uint8Array[];
  readonly #isDatagrams: boolean;
  #frame = 0;
  #matched = 0; // bytes of the frame
  #wrong: Uint8Array | undefined;

  /** On a stream the frames are one text: where one read ends says nothing. Over datagrams each is one datagram. */
  constructor(frames: readonly Uint8Array[], isDatagrams: boolean) {
    this.#frames = isDatagrams ? frames : [joinBytes(frames)].filter((bytes) => bytes.length > 0);
    this.#isDatagrams = isDatagrams;
  }

  /** The bytes that are expected now: over datagrams, those of the next one. */
  get expected(): Uint8Array {
    return this.#frames[this.#frame] ?? new Uint8Array(0);
  }

  /** What came in place of `expected`, as far as it has come. */
  get actual(): Uint8Array {
    return this.#wrong ?? this.expected.subarray(0, this.#matched);
  }

  /** `datagram 2 of 3: `, where that says anything. */
  get place(): string {
    return this.#isDatagrams && this.#frames.length > 1
      ? `datagram ${String(this.#frame + 1)} of ${String(this.#frames.length)}: `
      : '';
  }

  get isMet(): boolean {
    return this.#frame === this.#frames.length;
  }

  get isWrong(): boolean {
    return this.#wrong !== undefined;
  }

  /** Takes what is there. True once it is clear whether all of it came. */
  advance(inbox: Inbox): boolean {
    while (!this.isMet && !this.isWrong && !inbox.isEmpty) {
      if (this.#isDatagrams) this.#compareDatagram(inbox.takeDatagram() as Uint8Array);
      else this.#compare(inbox);
    }
    return this.isMet || this.isWrong;
  }

  #compareDatagram(datagram: Uint8Array): void {
    if (firstDifference(this.expected, datagram) < 0) this.#frame++;
    else this.#wrong = datagram;
  }

  #compare(inbox: Inbox): void {
    const expected = this.expected;
    const chunk = inbox.take(expected.length - this.#matched);
    if (firstDifference(expected.subarray(this.#matched, this.#matched + chunk.length), chunk) >= 0) {
      this.#wrong = joinBytes([expected.subarray(0, this.#matched), chunk, inbox.take(MOST_SHOWN)]);
      return;
    }
    this.#matched += chunk.length;
    if (this.#matched < expected.length) return;
    this.#matched = 0;
    this.#frame++;
  }
}
