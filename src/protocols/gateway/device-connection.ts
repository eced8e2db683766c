import { MessageReader } from '../../core/message-reader.js';
import { systemClock } from '../../core/clock.js';
import { withinTime } from '../../core/within-time.js';
import type { Framing } from '../../core/framing.js';
import { LinkError, type Connector, type Link, type LinkReceiver } from '../../transport/link.js';

const LARGEST = 65_535; // bytes of a reply: what a length of two bytes can say

/** The connection of one simulated device: messages come one by one, each within a time. */
export class DeviceConnection implements LinkReceiver {
  readonly #reader: MessageReader;
  readonly #messages: Uint8Array[] = [];
  #link: Link | undefined;
  #over: Error | undefined;
  #wake: (() => void) | undefined;
  #hasEnded = false;

  private constructor(framing: Framing) {
    this.#reader = new MessageReader(framing, LARGEST);
  }

  /** Rejects with an error whose message is for people. */
  static async open(connect: Connector, framing: Framing, ms: number, signal: AbortSignal): Promise<DeviceConnection> {
    const connection = new DeviceConnection(framing);
    const giveUp = new AbortController();
    const connecting = connect(connection, giveUp.signal);
    connection.#link = await withinTime(connecting, systemClock, ms, signal);
    if (connection.#link !== undefined) return connection;
    connecting.then(
      (link) => {
        link.close();
      },
      () => undefined,
    );
    giveUp.abort();
    throw new Error(`no answer to connecting within ${ms} ms`);
  }

  receive(chunk: Uint8Array): void {
    try {
      for (const message of this.#reader.read(chunk)) this.#messages.push(message.slice());
    } catch (error) {
      this.#over ??= error instanceof Error ? error : new Error(String(error));
    }
    this.#wake?.();
  }

  end(): void {
    this.#hasEnded = true;
    this.#over ??= new Error('the server closed the connection');
    this.#wake?.();
  }

  lost(error: LinkError): void {
    this.#over ??= error;
    this.#wake?.();
  }

  /** Rejects when the server does not take the bytes in time. */
  async send(bytes: Uint8Array, ms: number): Promise<void> {
    const isTaken = await withinTime(
      (this.#link as Link).write(bytes).then(() => true),
      systemClock,
      ms,
    );
    if (isTaken !== true)
      throw new Error(`the server does not read: ${bytes.length} bytes could not be sent within ${ms} ms`);
  }

  /** The next message; `undefined` when none came in time. Rejects when none can come any more. */
  async next(ms: number): Promise<Uint8Array | undefined> {
    if (this.#messages.length === 0 && this.#over === undefined) await this.#woken(ms);
    const message = this.#messages.shift();
    if (message === undefined && this.#over !== undefined) throw this.#over;
    return message;
  }

  /** Ends its direction, and waits until the server has closed: true when it has. Messages that come meanwhile can be taken afterwards. */
  async finish(ms: number): Promise<boolean> {
    this.#link?.end();
    const until = performance.now() + ms;
    while (this.#over === undefined && performance.now() < until) await this.#woken(until - performance.now());
    return this.#hasEnded;
  }

  /** A message that has come and nobody has taken. */
  get untaken(): Uint8Array | undefined {
    return this.#messages[0];
  }

  close(): void {
    this.#link?.close();
    this.#over ??= new LinkError('stopped', 'stopped');
    this.#wake?.();
  }

  #woken(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = systemClock.after(ms, () => {
        this.#wake?.();
      });
      this.#wake = () => {
        this.#wake = undefined;
        cancel();
        resolve();
      };
    });
  }
}
