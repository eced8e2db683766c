import { isPayloadError } from '../core/payload-error.js';
import { payloadBytes } from '../core/exchange.js';
import { frameBytes } from '../core/frame-bytes.js';
import type { Framing } from '../core/framing.js';
import { byteCount, quoteBytes, showBytes } from '../core/show-bytes.js';
import type { Connector, Link, LinkError, LinkReceiver } from '../transport/link.js';
import { endpointText } from '../transport/link-error.js';
import { systemClock, type Clock } from '../core/clock.js';
import { MessageReader } from '../core/message-reader.js';
import { PromptLines, type LineListener, type PromptStreams } from './prompt-lines.js';

/** What a prompt needs. */
export interface PromptSettings extends PromptStreams {
  readonly framing: Framing;
  readonly maxFrame: number;
  readonly connect: Connector;
  /** How long the last reply is waited for. Default: 2000. */
  readonly deadlineMs?: number;
  readonly clock?: Clock;
  /** Interrupts it, as Ctrl-C does on a terminal. */
  readonly signal?: AbortSignal;
}

const INTERRUPTED = 130;
const MOST_SHOWN = 64 * 1024;

// After the last reply the server may close, or say more: so long it is given for that.
const GRACE_MS = 100;

// A message that has begun and does not go on for so long is shown as it is: it is probably in another framing.
const UNFINISHED_MS = 500;

// Raw, two lines that are sent at once arrive as one: the next one waits for a reply, or for so long.
const PACE_MS = 50;

/**
 * Sends every line as a message, and prints every message that comes, until `exit` is typed (its reply is awaited), the input
 * ends or the server goes away. Resolves to the exit status: 0; 1 when the server ended it; 130 when it was interrupted.
 * Rejects with a LinkError when it cannot connect.
 */
export async function prompt(settings: PromptSettings): Promise<number> {
  const conversation = new PromptConversation(settings);
  const link = await settings.connect(conversation, settings.signal);
  return conversation.talk(link);
}

class PromptConversation implements LinkReceiver, LineListener {
  readonly #settings: PromptSettings;
  readonly #clock: Clock;
  readonly #deadlineMs: number;
  readonly #reader: MessageReader;
  readonly #early: (() => void)[] = []; // what came before the prompt was there
  #lines: PromptLines | undefined;
  #link: Link | undefined;
  #finish: (status: number) => void = () => undefined;
  #sending: Promise<void> = Promise.resolve();
  #unsent = 0;
  #sent = 0;
  #received = 0;
  #told = 0; // bytes of the unfinished message that have been shown
  #isLeaving = false;
  #stopWaiting: () => void = () => undefined;
  #stopWatching: () => void = () => undefined;
  #awaited: { readonly count: number; readonly wake: () => void } | undefined;

  constructor(settings: PromptSettings) {
    this.#settings = settings;
    this.#clock = settings.clock ?? systemClock;
    this.#deadlineMs = settings.deadlineMs ?? 2000;
    this.#reader = new MessageReader(settings.framing, settings.maxFrame);
  }

  async talk(link: Link): Promise<number> {
    const { signal } = this.#settings;
    const interrupt = (): void => {
      this.interrupted();
    };
    const status = new Promise<number>((resolve) => {
      this.#finish = resolve;
    });
    this.#link = link;
    this.#lines = new PromptLines(this.#settings, this);
    if (this.#lines.isTerminal) this.#say(`connected to ${endpointText(link.peer)}; type a message, or exit`);
    signal?.addEventListener('abort', interrupt);
    if (signal?.aborted === true) interrupt();
    for (const event of this.#early.splice(0)) event();
    try {
      return await status;
    } finally {
      this.#isLeaving = true;
      signal?.removeEventListener('abort', interrupt);
      this.#stopWaiting();
      this.#stopWatching();
      this.#tellUnfinished();
      this.#lines.close();
      link.close();
    }
  }

  line(text: string): void {
    if (this.#isLeaving) return;
    this.#isLeaving = text.toLowerCase() === 'exit';
    const isLast = this.#isLeaving;
    this.#unsent++;
    this.#sending = this.#sending.then(() => this.#sendLine(text, isLast));
    if (isLast) this.#lines?.close();
  }

  inputEnded(): void {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    this.#sending = this.#sending.then(() => {
      const isStream = this.#link?.datagrams !== true;
      if (isStream) this.#link?.end();
      // A stream ends when the server says so; datagrams when there is a reply to each.
      this.#leaveAfter(isStream ? Infinity : this.#sent - this.#received);
    });
  }

  interrupted(): void {
    this.#finish(INTERRUPTED);
  }

  receive(chunk: Uint8Array): void {
    if (this.#lines === undefined) {
      this.#early.push(() => {
        this.receive(chunk);
      });
      return;
    }
    this.#stopWatching();
    try {
      for (const message of this.#reader.read(chunk)) {
        this.#received++;
        const rest = message.length > MOST_SHOWN ? `… (${byteCount(message.length)})` : '';
        this.#lines.print(`< ${showBytes(message.subarray(0, MOST_SHOWN))}${rest}`);
      }
    } catch (error) {
      this.#say(
        `what came is no message in the framing ${this.#settings.framing.name}: ${error instanceof Error ? error.message : String(error)}`,
      );
      this.#finish(1);
      return;
    }
    if (this.#awaited !== undefined && this.#received >= this.#awaited.count) this.#awaited.wake();
    if (this.#reader.rest.length > 0)
      this.#stopWatching = this.#clock.after(UNFINISHED_MS, () => {
        this.#tellUnfinished();
      });
  }

  end(): void {
    if (this.#lines === undefined) {
      this.#early.push(() => {
        this.end();
      });
      return;
    }
    const isWanted = this.#isLeaving && this.#unsent === 0;
    if (!isWanted) this.#say('the server closed the connection');
    this.#finish(isWanted ? 0 : 1);
  }

  lost(error: LinkError): void {
    if (this.#lines === undefined) {
      this.#early.push(() => {
        this.lost(error);
      });
      return;
    }
    this.#say(error.message);
    this.#finish(1);
  }

  async #sendLine(text: string, isLast: boolean): Promise<void> {
    const { framing } = this.#settings;
    const before = this.#received;
    this.#unsent--;
    const frame = this.#frameOf(text);
    try {
      if (frame !== undefined) {
        await this.#link?.write(frame);
        this.#sent++;
      }
    } catch {
      if (!isLast) return; // a broken connection is told by the link as well
    }
    // To this message, and to those that still wait for one.
    if (isLast) this.#leaveAfter(Math.max(1, this.#sent - before));
    else if (framing.name === 'raw' && this.#lines?.isTerminal === false) await this.#receiveMore(before + 1, PACE_MS);
  }

  /** `undefined` for a message that the framing does not carry: it is not sent. */
  #frameOf(text: string): Uint8Array | undefined {
    try {
      return frameBytes(this.#settings.framing, payloadBytes(text));
    } catch (error) {
      const { message } = error as Error;
      this.#say(isPayloadError(error) ? `not sent: ${message}` : `not sent: ${message}: this is a bug of the framing`);
      return undefined;
    }
  }

  /** Ends after so many more messages and a moment, or when the deadline is over. */
  #leaveAfter(messages: number): void {
    void this.#receiveMore(this.#received + messages, this.#deadlineMs)
      .then(() => this.#receiveMore(Infinity, messages === Infinity ? 0 : GRACE_MS))
      .then(() => {
        this.#finish(0);
      });
  }

  /** Waits until `count` messages have come, at most `ms`. */
  #receiveMore(count: number, ms: number): Promise<void> {
    if (this.#received >= count) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        this.#stopWaiting();
        this.#awaited = undefined;
        resolve();
      };
      this.#awaited = { count, wake };
      this.#stopWaiting = this.#clock.after(ms, wake);
    });
  }

  #tellUnfinished(): void {
    const { rest } = this.#reader;
    if (rest.length === 0 || rest.length === this.#told) return;
    this.#told = rest.length;
    this.#say(
      `${byteCount(rest.length)} came that are no whole message in the framing ${this.#settings.framing.name}: ${quoteBytes(rest)}`,
    );
  }

  #say(text: string): void {
    this.#lines?.say(text);
  }
}
