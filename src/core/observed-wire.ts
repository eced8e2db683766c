import type { EventSink } from './event-stream.js';
import type { SessionEvent } from './session-event.js';
import type { Wire } from './wire.js';

/** A wire whose writes are events too. */
export class ObservedWire implements Wire {
  readonly datagrams: boolean;

  constructor(
    readonly session: number,
    readonly wire: Wire,
    readonly events: EventSink<SessionEvent>,
  ) {
    this.datagrams = wire.datagrams === true;
  }

  write(chunks: readonly Uint8Array[]): boolean {
    // Copied, as the memory of a reply is used again; and told before the write, which can end the session.
    if (this.events.observed) this.events.emit({ type: 'sent', session: this.session, bytes: concatenated(chunks) });
    return this.wire.write(chunks);
  }

  end(): void {
    this.wire.end();
  }
}

function concatenated(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
