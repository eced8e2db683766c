import type { Session } from '../core/session.js';
import type { Connection, Where } from '../transport/listener.js';

// A peer that does not end its direction after we have ended ours gets this long, so that what we sent last can arrive.
const LINGER = 2_000;

/** A connection with its session, and how long it has been at rest. */
export class ServedConnection {
  readonly connection: Connection;
  readonly session: Session<unknown, unknown>;
  /** Known only when somebody listened to the events as it opened: asking the system for it costs time. */
  readonly peer: Where | undefined;
  #received = 0;
  #quiet = 0;
  #messages = 0;
  #unfinished = 0;
  #over = 0;

  constructor(connection: Connection, session: Session<unknown, unknown>, peer: Where | undefined) {
    this.connection = connection;
    this.session = session;
    this.peer = peer;
  }

  /** Called every `elapsed` milliseconds: ends what has been at rest for longer than the timeouts (0: none) allow. */
  check(elapsed: number, idleTimeout: number, frameTimeout: number): void {
    const { session } = this;
    if (session.state !== 'open') {
      this.#over += elapsed;
      if (this.#over >= LINGER) this.connection.destroy();
      return;
    }
    this.#quiet = session.received === this.#received ? this.#quiet + elapsed : 0;
    this.#received = session.received;
    this.#unfinished = session.unfinished && session.messages === this.#messages ? this.#unfinished + elapsed : 0;
    this.#messages = session.messages;
    if (frameTimeout > 0 && this.#unfinished >= frameTimeout) session.finish('slow-frame');
    else if (idleTimeout > 0 && this.#quiet >= idleTimeout) session.finish('idle');
  }
}
