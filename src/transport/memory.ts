import type { Wire } from '../core/wire.js';
import type { Acceptor, Connection, ConnectionReceiver, TransportListener, Endpoint } from './listener.js';

/** What the client's end of a memory connection is told. */
export interface MemoryClient {
  receive(chunk: Uint8Array): void;
  /** The server has ended its direction. */
  end(): void;
  /** The server has broken the connection. */
  reset(): void;
}

/** The knobs of a memory connection. */
export interface MemoryOptions {
  /** How a write of either side reaches the other: the pieces arrive as chunks of their own. Default: whole. */
  readonly cut?: (bytes: Uint8Array) => readonly Uint8Array[];
  /** Runs a delivery later, in the order of the calls: the place to put delay. Default: as a microtask. */
  readonly later?: (deliver: () => void) => void;
}

/** A server without a network: connections are made in this process, and nothing is left to chance. */
export class MemoryListener implements TransportListener {
  readonly address: Endpoint = { host: 'memory', port: 0 };
  readonly #acceptor: Acceptor;
  #peers = 0;
  #listening = true;

  constructor(acceptor: Acceptor) {
    this.#acceptor = acceptor;
  }

  /** The client's sending side. Throws when the listener is closed. */
  connect(client: MemoryClient, options: MemoryOptions = {}): MemoryLink {
    if (!this.#listening) throw new Error('nobody listens: the memory listener is closed');
    const link = new MemoryLink(this.#acceptor, client, options, { host: 'memory', port: ++this.#peers });
    this.#acceptor.accepted(link.server);
    return link;
  }

  close(): Promise<void> {
    this.#listening = false;
    return Promise.resolve();
  }
}

/** Both directions of a memory connection; its methods are the client's side. */
export class MemoryLink {
  readonly server: Connection;
  readonly #cut: (bytes: Uint8Array) => readonly Uint8Array[];
  readonly #later: (deliver: () => void) => void;
  readonly #client: MemoryClient;
  readonly #acceptor: Acceptor;
  #receiver: ConnectionReceiver | undefined;
  #early: (() => void)[] = []; // what the client did before the server started reading
  #open = { client: true, server: true };

  constructor(acceptor: Acceptor, client: MemoryClient, options: MemoryOptions, peer: Endpoint) {
    this.#acceptor = acceptor;
    this.#client = client;
    this.#cut = options.cut ?? ((bytes) => [bytes]);
    this.#later = options.later ?? queueMicrotask;
    this.server = {
      peer,
      wire: this.#serverWire(),
      unsent: 0,
      start: (receiver) => {
        this.#receiver = receiver;
        for (const deliver of this.#early.splice(0)) this.#later(deliver);
      },
      destroy: () => {
        this.#break();
      },
    };
  }

  write(bytes: Uint8Array): void {
    for (const piece of this.#cut(bytes)) {
      const chunk = copyOf(piece);
      this.#toServer(() => {
        this.#receiver?.receive(chunk);
        while (this.#receiver?.held === true) this.#receiver.resume?.();
      });
    }
  }

  /** Ends the client's direction. */
  end(): void {
    this.#toServer(() => {
      this.#receiver?.end();
      this.#over('client');
    });
  }

  /** Breaks the connection. */
  reset(): void {
    this.#toServer(() => {
      this.#receiver?.lost('reset');
      this.#over('client');
      this.#over('server');
    });
  }

  #serverWire(): Wire {
    return {
      write: (chunks) => {
        for (const piece of chunks.flatMap((chunk) => this.#cut(chunk))) {
          const chunk = copyOf(piece);
          this.#later(() => {
            this.#client.receive(chunk);
          });
        }
        return true;
      },
      end: () => {
        this.#later(() => {
          this.#client.end();
        });
        this.#over('server');
      },
    };
  }

  #toServer(deliver: () => void): void {
    if (this.#receiver === undefined) this.#early.push(deliver);
    else this.#later(deliver);
  }

  #break(): void {
    if (!this.#open.client && !this.#open.server) return;
    this.#later(() => {
      this.#client.reset();
    });
    this.#over('client');
    this.#over('server');
  }

  #over(side: 'client' | 'server'): void {
    if (!this.#open[side]) return;
    this.#open = { ...this.#open, [side]: false };
    if (!this.#open.client && !this.#open.server)
      this.#later(() => {
        this.#acceptor.gone(this.server);
      });
  }
}

// Not `slice`: that of a Buffer, which is a Uint8Array too, copies nothing.
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}
