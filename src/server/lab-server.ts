import { inject, injectable } from 'inversify';
import type { Clock } from '../core/clock.js';
import type { EventStream } from '../core/event-stream.js';
import type { Framing } from '../core/framing.js';
import type { Handler } from '../core/handler.js';
import { ReplyBuffer } from '../core/reply-buffer.js';
import { Session, type Service } from '../core/session.js';
import * as tokens from '../tokens.js';
import type { Acceptor, Connection, Listen, TransportListener, Endpoint } from '../transport/listener.js';
import { ServedConnection } from './served-connection.js';
import type { ServerEvent } from './server-event.js';
import type { ServerSettings } from './server-settings.js';

// What is checked against the timeouts is checked this often in the shortest of them, which is how exact they are.
const CHECKS_PER_TIMEOUT = 8;
const LONGEST_PERIOD = 500;

// Messages of one connection in a row. Of those that come in a usual read it is all.
const TURN = 2048;

// A stopping server that has sent its last bytes waits this long for them to be taken.
const LAST_WORDS = 300;

/**
 * Serves one handler over one framing and transport: takes connections in, keeps the limits, and lets each have a session.
 */
@injectable()
export class LabServer implements Acceptor {
  readonly events: EventStream<ServerEvent>;
  readonly settings: ServerSettings;
  readonly handler: Handler<unknown>;
  readonly framing: Framing;
  readonly #service: Service<unknown, unknown>;
  readonly #listen: Listen;
  readonly #served = new Map<Connection, ServedConnection>();
  readonly #waiting: Connection[] = [];
  #listener: TransportListener | undefined;
  readonly #clock: Clock;
  #stopWatching: (() => void) | undefined;
  #opened = 0;
  #stopped: Promise<void> | undefined;
  #empty: (() => void) | undefined;

  constructor(
    @inject(tokens.Settings) settings: ServerSettings,
    @inject(tokens.Framing) framing: Framing,
    @inject(tokens.Handler) handler: Handler<unknown>,
    @inject(tokens.Events) events: EventStream<ServerEvent>,
    @inject(tokens.Listen) listen: Listen,
    @inject(tokens.Clock) clock: Clock,
  ) {
    this.events = events;
    this.settings = settings;
    this.handler = handler;
    this.framing = framing;
    this.#listen = listen;
    this.#clock = clock;
    this.#service = {
      framing,
      handler,
      events,
      maxFrame: settings.maxFrame,
      turn: TURN,
      replies: new ReplyBuffer((size) => Buffer.allocUnsafeSlow(size)),
      over: () => {
        if (this.#waiting.length > 0)
          setImmediate(() => {
            this.#serveNext();
          });
      },
    };
  }

  /** How many connections are open, those that wait not counted. */
  get active(): number {
    return this.#served.size;
  }

  /** Listens, and returns the address in use. Rejects with the system's error when that is not possible. */
  async start(): Promise<Endpoint> {
    const { host, port, maxFrame } = this.settings;
    // Twice a message (one being sent, and the reply to the next) and what may be gathered between them.
    this.#listener = await this.#listen({ host, port }, this, { maxUnsent: 2 * maxFrame + 1024 * 1024 });
    this.events.emit({ type: 'listening', address: this.#listener.address });
    return this.#listener.address;
  }

  /** Accepts no more, serves on for at most the time of grace, and ends. A second call ends at once. Resolves when it has ended. */
  stop(grace = this.settings.grace): Promise<void> {
    if (this.#stopped === undefined) this.#stopped = this.#end(grace);
    else this.#destroyAll();
    return this.#stopped;
  }

  async #end(grace: number): Promise<void> {
    this.events.emit({ type: 'stopping', active: this.active });
    for (const connection of this.#waiting.splice(0)) this.#refuse(connection, 'the server is stopping');
    const closed = this.#listener?.close();
    await this.#emptied(grace);
    for (const { session } of this.#served.values()) session.finish('shutdown');
    await this.#emptied(LAST_WORDS);
    this.#destroyAll();
    await this.#emptied(LAST_WORDS);
    await closed;
    this.events.emit({ type: 'stopped' });
  }

  accepted(connection: Connection): void {
    const { mode, transport, backlog, maxConnections } = this.settings;
    // A datagram is answered before the next one is read: there is nobody to wait for.
    const isIterative = mode === 'iterative' && transport === 'tcp';
    if (this.#stopped !== undefined) {
      this.#refuse(connection, 'the server is stopping');
    } else if (this.#served.size >= maxConnections) {
      this.#refuse(connection, `${String(maxConnections)} connections`);
    } else if (!isIterative || (this.#waiting.length === 0 && !this.#isServing())) {
      this.#serve(connection);
    } else if (this.#waiting.length >= backlog) {
      this.#refuse(connection, `${String(backlog)} waiting`);
    } else {
      this.#waiting.push(connection);
      this.events.emit({ type: 'waiting', peer: connection.peer, waiting: this.#waiting.length });
    }
  }

  gone(connection: Connection): void {
    const served = this.#served.get(connection);
    if (served === undefined) {
      const at = this.#waiting.indexOf(connection);
      if (at >= 0) this.#waiting.splice(at, 1);
      return;
    }
    this.#served.delete(connection);
    if (this.#served.size === 0) this.#rest();
    if (!this.events.observed) return;
    const { session } = served;
    this.events.emit({
      type: 'closed',
      session: session.id,
      peer: served.peer ?? connection.peer,
      reason: session.reason ?? 'reset',
      active: this.active,
      messages: session.messages,
      bytes: session.received,
    });
  }

  troubled(error: Error): void {
    this.events.emit({ type: 'trouble', error });
  }

  #serve(connection: Connection): void {
    const id = ++this.#opened;
    let peer: Endpoint | undefined;
    if (this.events.observed) {
      peer = connection.peer;
      this.events.emit({ type: 'opened', session: id, peer, active: this.active + 1 });
    }
    const session = new Session(id, this.#service, connection.wire);
    this.#served.set(connection, new ServedConnection(connection, session, peer));
    this.#watch();
    connection.start(session);
  }

  #serveNext(): void {
    if (this.#isServing()) return;
    const connection = this.#waiting.shift();
    if (connection !== undefined) this.#serve(connection);
  }

  #isServing(): boolean {
    for (const { session } of this.#served.values()) if (session.state === 'open') return true;
    return false;
  }

  #refuse(connection: Connection, limit: string): void {
    if (this.events.observed) this.events.emit({ type: 'refused', peer: connection.peer, limit });
    connection.destroy();
  }

  /** Looks at the timeouts again and again for as long as anybody is served. */
  #watch(): void {
    if (this.#stopWatching !== undefined) return;
    const { idleTimeout, frameTimeout } = this.settings;
    const timeouts = [idleTimeout, frameTimeout].filter((timeout) => timeout > 0);
    const period = Math.max(1, Math.min(LONGEST_PERIOD, ...timeouts.map((timeout) => timeout / CHECKS_PER_TIMEOUT)));
    this.#stopWatching = this.#clock.after(period, () => {
      this.#stopWatching = undefined;
      for (const served of this.#served.values()) served.check(period, idleTimeout, frameTimeout);
      if (this.#served.size > 0) this.#watch();
    });
  }

  #rest(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#empty?.();
  }

  #destroyAll(): void {
    for (const [connection, { session }] of [...this.#served]) {
      session.lost('shutdown');
      connection.destroy();
    }
  }

  /** Resolves when no connection is left, or after `limit` milliseconds. */
  async #emptied(limit: number): Promise<void> {
    if (this.#served.size === 0) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#clock.after(limit, resolve);
      this.#empty = () => {
        cancel();
        resolve();
      };
    });
    this.#empty = undefined;
  }
}
