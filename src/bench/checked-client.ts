import { connect, type Socket } from 'node:net';
import type { TestMessages } from './test-messages.js';

/** What a client tells. After `failed` it is closed and tells nothing more. */
export interface ClientEvents {
  /** `count` more replies have come whole, each of them right. */
  answered(count: number): void;
  failed(error: string): void;
  /** How long a reply took, in milliseconds. */
  took?(milliseconds: number): void;
  /** What was written is with the system. */
  drained?(): void;
}

/** A connection that sends messages and compares every byte of every reply. */
export class CheckedClient {
  readonly id: number;
  readonly #messages: TestMessages;
  readonly #events: ClientEvents;
  readonly #socket: Socket;
  readonly #times: number[] = []; // when the messages in flight were sent
  #sent = 0;
  #received = 0;
  #at = 0; // bytes of the current reply that were right
  #open = true;

  private constructor(id: number, messages: TestMessages, events: ClientEvents, socket: Socket) {
    this.id = id;
    this.#messages = messages;
    this.#events = events;
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#check(chunk);
    });
    socket.on('drain', () => {
      events.drained?.();
    });
    socket.on('close', () => {
      this.#fail(`closed by the server, ${String(this.#sent)} sent, ${String(this.#received)} answered`);
    });
  }

  /** Connects. The number of the connection decides which messages it sends, from number `first` on. */
  static open(
    port: number,
    id: number,
    messages: TestMessages,
    events: ClientEvents,
    first = 0,
  ): Promise<CheckedClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        socket.on('error', () => {
          /* close follows, and says it */
        });
        const client = new CheckedClient(id, messages, events, socket);
        client.#sent = client.#received = first;
        resolve(client);
      });
    });
  }

  /** Messages to which no reply has come. */
  get unanswered(): number {
    return this.#sent - this.#received;
  }

  /** Bytes that the system has not taken yet. */
  get unsent(): number {
    return this.#socket.writableLength;
  }

  /** Sends the next `count` messages in one write. False: wait for `drained` before sending more. */
  send(count: number): boolean {
    const { length } = this.#messages;
    const out = Buffer.allocUnsafe(count * length);
    const now = performance.now();
    for (let i = 0; i < count; i++) {
      this.#messages.write(this.id, this.#sent++, out, i * length);
      if (this.#events.took) this.#times.push(now);
    }
    return this.#socket.write(out);
  }

  /** Stops reading, and goes on with it. */
  read(on: boolean): void {
    if (on) this.#socket.resume();
    else this.#socket.pause();
  }

  close(): void {
    this.#open = false;
    this.#socket.destroy();
  }

  #check(chunk: Buffer): void {
    let whole = 0;
    for (let at = 0; at < chunk.length && this.#open;) {
      if (this.unanswered === 0) {
        this.#fail(`${String(chunk.length - at)} unasked bytes after reply ${String(this.#received)}`);
        return;
      }
      const right = this.#messages.match(this.id, this.#received, this.#at, chunk, at);
      if (right < 0) {
        this.#fail(`reply ${String(this.#received)} differs near byte ${String(this.#at)}`);
        return;
      }
      at += right;
      this.#at += right;
      if (this.#at < this.#messages.length) continue;
      this.#at = 0;
      this.#received++;
      whole++;
    }
    if (this.#events.took && whole > 0) {
      const now = performance.now();
      for (const sent of this.#times.splice(0, whole)) this.#events.took(now - sent);
    }
    if (whole > 0) this.#events.answered(whole);
  }

  #fail(error: string): void {
    if (!this.#open) return;
    this.close();
    this.#events.failed(`connection ${String(this.id)}: ${error}`);
  }
}
