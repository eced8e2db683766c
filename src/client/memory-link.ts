import { joinBytes } from '../core/frame-bytes.js';
import type { Wire } from '../core/wire.js';
import { LinkError, type Connector, type Link, type LinkReceiver } from '../transport/link.js';
import type { ConnectionReceiver, Where } from '../transport/listener.js';

/**
 * Connects to a session in this process, without a socket: `accept` makes the session for the server's end of the wire.
 * What the session sends arrives a turn of the event loop later, as it would from a socket.
 */
export function connectMemory(accept: (wire: Wire) => ConnectionReceiver, datagrams = false): Connector {
  return (receiver) => Promise.resolve(new MemoryLink(accept, receiver, datagrams));
}

let lastPort = 0;

class MemoryLink implements Link {
  readonly local: Where = { host: 'memory', port: ++lastPort };
  readonly peer: Where = { host: 'memory', port: 0 };
  readonly datagrams: boolean;
  readonly #session: ConnectionReceiver;
  #isOpen = true;
  #isSending = true;

  constructor(accept: (wire: Wire) => ConnectionReceiver, receiver: LinkReceiver, datagrams: boolean) {
    this.datagrams = datagrams;
    this.#session = accept({
      datagrams,
      write: (chunks) => {
        const bytes = joinBytes(chunks); // a copy: their memory is used again
        this.#later(() => { receiver.receive(bytes); });
        return true;
      },
      end: () => { this.#later(() => { receiver.end(); }); },
    });
  }

  write(bytes: Uint8Array): Promise<void> {
    if (!this.#isOpen || !this.#isSending) return Promise.reject(new LinkError('reset', 'the connection is closed'));
    this.#session.receive(Uint8Array.from(bytes));
    return Promise.resolve();
  }

  end(): void {
    if (this.datagrams) throw new LinkError('unsupported', 'datagrams have no end of a stream: agree on one that means the end');
    if (!this.#isSending) return;
    this.#isSending = false;
    this.#session.end();
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.datagrams || !this.#isSending) this.#session.lost('peer');
    else this.#session.end();
    this.#isSending = false;
  }

  reset(): void {
    if (this.datagrams) throw new LinkError('unsupported', 'datagrams have no connection that could be reset');
    this.#isOpen = false;
    this.#session.lost('reset');
  }

  #later(deliver: () => void): void {
    setImmediate(() => { if (this.#isOpen) deliver(); });
  }
}
