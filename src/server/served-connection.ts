import type { Session } from '../core/session.js';
import type { Connection, Endpoint } from '../transport/listener.js';

// A peer that does not end its direction after we have ended ours gets this long, so that what we sent last can arrive;
// as long as it takes something, more.
const LINGER = 2_000;

/** A connection with its session, and how long it has been at rest. */
export class ServedConnection {
  readonly connection: Connection;
  readonly session: Session<unknown, unknown>;
  /** Known only when somebody listened to the events as it opened: asking the system for it costs time. */
  readonly peer: Endpoint | undefined;
  #received = 0;
  #messages = 0;
  #unsent = 0;
  #quiet = 0;
  #unfinished = 0;
  #over = 0;

  constructor(connection: Connection, session: Session<unknown, unknown>, peer: Endpoint | undefined) {
    this.connection = connection;
    this.session = session;
    this.peer = peer;
  }

  /** Called every `elapsed` milliseconds: ends what has been at rest for longer than the timeouts (0: none) allow. */
  check(elapsed: number, idleTimeout: number, frameTimeout: number): void {
    const { session } = this;
    const { unsent } = this.connection;
    const isTaking = unsent !== this.#unsent;
    this.#unsent = unsent;
    if (session.state !== 'open') {
      this.#over = isTaking ? 0 : this.#over + elapsed;
      if (this.#over >= LINGER) this.connection.destroy();
      return;
    }
    const isNew = session.messages !== this.#messages;
    this.#quiet = isTaking || isNew || session.received !== this.#received ? 0 : this.#quiet + elapsed;
    // While the peer has not taken its replies we may not be reading: the rest of the message is not its fault.
    this.#unfinished = !session.unfinished || isNew || unsent > 0 ? 0 : this.#unfinished + elapsed;
    this.#received = session.received;
    this.#messages = session.messages;
    if (frameTimeout > 0 && this.#unfinished >= frameTimeout) session.finish('slow-frame');
    else if (idleTimeout > 0 && this.#quiet >= idleTimeout) session.finish(unsent > 0 ? 'slow-reader' : 'idle');
  }
}
