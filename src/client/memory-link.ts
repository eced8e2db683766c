import { LinkError, type Connector, type Link } from '../transport/link.js';
import type { MemoryLink, MemoryListener, MemoryOptions } from '../transport/memory.js';
import type { Endpoint } from '../transport/listener.js';

/** Connects to a server in this process. What is written arrives a turn of the event loop later, as it would from a socket. */
export function connectMemory(listener: MemoryListener, options: MemoryOptions = {}): Connector {
  return (receiver) => {
    const lost = {
      reset: (): void => {
        receiver.lost(new LinkError('reset', 'the server broke the connection'));
      },
    };
    const client = { receive: receiver.receive.bind(receiver), end: receiver.end.bind(receiver), ...lost };
    try {
      return Promise.resolve(
        new ClientEnd(listener.connect(client, { later: setImmediate, ...options }), listener.address),
      );
    } catch (error) {
      return Promise.reject(new LinkError('refused', error instanceof Error ? error.message : String(error)));
    }
  };
}

class ClientEnd implements Link {
  readonly datagrams = false;
  readonly #link: MemoryLink;
  readonly peer: Endpoint;
  #isSending = true;

  constructor(link: MemoryLink, peer: Endpoint) {
    this.#link = link;
    this.peer = peer;
  }

  get local(): Endpoint {
    return this.#link.server.peer;
  }

  write(bytes: Uint8Array): Promise<void> {
    if (!this.#isSending) return Promise.reject(new LinkError('stopped', 'the connection is closed'));
    this.#link.write(bytes);
    return Promise.resolve();
  }

  end(): void {
    if (!this.#isSending) return;
    this.#isSending = false;
    this.#link.end();
  }

  pause(): never {
    throw new LinkError('unsupported', 'a connection in memory has no buffers that could become full');
  }

  close(): void {
    this.end();
  }

  reset(): void {
    this.#isSending = false;
    this.#link.reset();
  }
}
