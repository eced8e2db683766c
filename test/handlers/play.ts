import { expect } from 'chai';
import { EventStream } from '../../src/core/event-stream.js';
import { payloadBytes, type Exchange, type Payload } from '../../src/core/exchange.js';
import type { Framing } from '../../src/core/framing.js';
import type { Handler } from '../../src/core/handler.js';
import { ReplyBuffer } from '../../src/core/reply-buffer.js';
import type { SessionEvent } from '../../src/core/session-event.js';
import { Session, type Service } from '../../src/core/session.js';
import line from '../../src/framings/line.js';

/** One client of a handler, without a network. */
export class Client {
  readonly session: Session<unknown, unknown>;
  readonly #service: Service<unknown, unknown>;
  #received: number[] = [];
  ended = false;
  /** Called when bytes have been written to this client. */
  onWrite: () => void = () => undefined;

  constructor(id: number, service: Service<unknown, unknown>) {
    this.#service = service;
    this.session = new Session(id, service, {
      datagrams: service.framing.name === 'datagram',
      write: (chunks) => {
        for (const chunk of chunks) for (const byte of chunk) this.#received.push(byte);
        this.onWrite();
        return true;
      },
      end: () => {
        this.ended = true;
      },
    });
  }

  send(payload: Payload): void {
    this.session.receive(framed([payload], this.#service.framing));
  }

  /** What has come since this was last asked, as bytes of the wire. */
  taken(): Uint8Array {
    const bytes = Uint8Array.from(this.#received);
    this.#received = [];
    return bytes;
  }

  /** The same as text, which is one line for each message under the line framing. */
  lines(): readonly string[] {
    return new TextDecoder().decode(this.taken()).split('\n').slice(0, -1);
  }
}

/** A server without a network: every client is a session of `handler`. */
export class Server {
  readonly #service: Service<unknown, unknown>;
  readonly failures: unknown[] = [];
  #clients = 0;

  constructor(handler: Handler<unknown, unknown>, framing: Framing = line()) {
    const events = new EventStream<SessionEvent>();
    events.subscribe((event) => {
      if (event.type === 'failed') this.failures.push(event.error);
    });
    this.#service = { framing, handler, maxFrame: 1 << 20, replies: new ReplyBuffer(), events };
  }

  connect(): Client {
    return new Client(++this.#clients, this.#service);
  }
}

/** Plays the exchanges and expects of each client what they say, and nothing more of the others. */
export function play(exchanges: readonly Exchange[], handler: Handler<unknown, unknown>, framing: Framing): void {
  const server = new Server(handler, framing);
  const clients = new Map<string, Client>();
  for (const [index, exchange] of exchanges.entries()) {
    const name = exchange.client ?? 'client';
    const client = clients.get(name) ?? server.connect();
    clients.set(name, client);
    if (exchange.send !== undefined) client.send(exchange.send);
    for (const [who, other] of clients) {
      const expected = who === name ? exchange.replies : exchange.others?.[who];
      expect(shown(other.taken()), `exchange ${index}: what ${who} receives`).to.equal(
        shown(framed(expected ?? [], framing)),
      );
    }
    expect(client.ended, `exchange ${index}: whether ${name} is closed`).to.equal(exchange.closes === true);
  }
  expect(server.failures).to.deep.equal([]);
}

/** True when every payload of the exchanges comes out of this framing as it went in. */
export function carriesAll(framing: Framing, exchanges: readonly Exchange[]): boolean {
  const payloads = exchanges.flatMap(({ send, replies, others }) => [
    ...(send === undefined ? [] : [send]),
    ...(replies ?? []),
    ...Object.values(others ?? {}).flat(),
  ]);
  return payloads.every((payload) => framing.carries?.(payloadBytes(payload)) !== false);
}

function framed(payloads: readonly Payload[], framing: Framing): Uint8Array {
  const written: Uint8Array[] = [];
  const frames = new ReplyBuffer();
  frames.open({
    write: (chunks) => {
      written.push(...chunks);
      return false;
    },
    end: () => undefined,
  });
  for (const payload of payloads) framing.encode(payloadBytes(payload), frames);
  frames.flush();
  return Uint8Array.from(written.flatMap((chunk) => Array.from(chunk)));
}

function shown(bytes: Uint8Array): string {
  return JSON.stringify(Buffer.from(bytes).toString('latin1'));
}
