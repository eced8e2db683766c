import { LinkError, type Link } from './link.js';
import type { Endpoint } from './listener.js';

/** A link over UDP: what it has not, a connection has. */
export abstract class DatagramLink implements Link {
  readonly datagrams = true;
  abstract readonly local: Endpoint;
  abstract readonly peer: Endpoint;

  abstract write(bytes: Uint8Array): Promise<void>;
  abstract close(): void;

  end(): never {
    throw new LinkError('unsupported', 'UDP has no end of a stream: agree on a datagram that means the end');
  }

  pause(): never {
    throw new LinkError('unsupported', 'UDP keeps nothing waiting for who does not read');
  }

  reset(): never {
    throw new LinkError('unsupported', 'UDP has no connection that could be reset');
  }
}
