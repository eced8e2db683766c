import { inject, injectable } from 'inversify';
import type { EventStream } from '../core/event-stream.js';
import type { Log } from '../core/log.js';
import * as tokens from '../tokens.js';
import type { ServerEvent } from './server-event.js';

/** A log whose lines are events of the server, in their order among the others: silent where nobody listens. */
@injectable()
export class EventLog implements Log {
  readonly #events: EventStream<ServerEvent>;

  constructor(@inject(tokens.Events) events: EventStream<ServerEvent>) {
    this.#events = events;
  }

  info(line: string): void {
    this.#events.emit({ type: 'logged', level: 'info', line });
  }

  warn(line: string): void {
    this.#events.emit({ type: 'logged', level: 'warn', line });
  }
}
