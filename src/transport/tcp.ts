import { createServer, type Server, type Socket } from 'node:net';
import type { Wire } from '../core/wire.js';
import { queued, readShared, READ_SIZE, type OpenSocket } from './shared-read.js';
import type {
  Acceptor,
  Connection,
  ConnectionReceiver,
  TransportListener,
  TransportLimits,
  Endpoint,
} from './listener.js';

// With more than this unsent, a connection is not read: its peer has to take replies before it gets new ones.
const HIGH_WATER = 64 * 1024;

// With more than this, the messages that have come have to wait too: one read can bring thousands, each with a long answer.
const HOLD = 256 * 1024;

// What it costs to keep a write, besides its bytes: a peer that does not read is sent thousands of short lines by others.
const KEPT = 256;

const KERNEL_BACKLOG = 1024;

/** Listens on TCP; `given` is a server that listens there already, and is taken over. Rejects with the system's error (EADDRINUSE, EACCES, …) when that is not possible. */
export async function listenTcp(
  endpoint: Endpoint,
  acceptor: Acceptor,
  limits: TransportLimits,
  given?: Server,
): Promise<TransportListener> {
  const accept = (open: OpenSocket): void => {
    acceptor.accepted(new TcpConnection(open, acceptor, limits.maxUnsent));
  };
  // Half-open: a client that has ended its direction still gets its replies. Paused: nothing is read before `start`.
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => {
    accept((receive) => socket.on('data', receive));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(given ?? { host: endpoint.host, port: endpoint.port, backlog: KERNEL_BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => {
    acceptor.troubled(error);
  });
  readShared(server, accept);
  return { address: addressOf(server), close: () => closed(server) };
}

function addressOf(server: Server): Endpoint {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server without an address');
  return { host: address.address, port: address.port };
}

function closed(server: Server): Promise<void> {
  // The callback of close comes when the last connection is gone; the listening socket is closed at once.
  server.close();
  return Promise.resolve();
}

class TcpConnection implements Connection, Wire {
  readonly #socket: Socket;
  readonly #maxUnsent: number;
  #kept = 0; // writes, since everything was sent
  #isResting = false;
  #receiver: ConnectionReceiver | undefined;

  constructor(open: OpenSocket, acceptor: Acceptor, maxUnsent: number) {
    this.#maxUnsent = maxUnsent;
    this.#socket = open((chunk) => {
      this.#receive(chunk);
    });
    // Every error is followed by close, and says no more than that the connection broke.
    this.#socket.on('error', () => {
      this.#receiver?.lost('reset');
    });
    this.#socket.on('close', () => {
      this.#receiver?.lost('reset');
      acceptor.gone(this);
    });
  }

  get wire(): Wire {
    return this;
  }

  get peer(): Endpoint {
    return { host: this.#socket.remoteAddress ?? '', port: this.#socket.remotePort ?? 0 };
  }

  start(receiver: ConnectionReceiver): void {
    this.#receiver = receiver;
    this.#socket.on('end', () => {
      receiver.end();
    });
    this.#socket.on('drain', () => {
      this.#goOn();
    });
    this.#socket.resume();
  }

  #receive(chunk: Uint8Array): void {
    this.#receiver?.receive(chunk);
    // Of a connection that fills the buffer more is waiting, and up to 32 times in a row it would be read before any other.
    if (chunk.length === READ_SIZE || this.#receiver?.held === true) this.#rest();
  }

  /** Lets others have their turn. */
  #rest(): void {
    this.#socket.pause();
    if (this.#isResting) return;
    this.#isResting = true;
    setImmediate(() => {
      this.#isResting = false;
      this.#goOn();
    });
  }

  #goOn(): void {
    if (this.#isFull()) return;
    this.#receiver?.resume?.();
    if (this.#receiver?.held === true) this.#rest();
    else if (!this.#isFull()) this.#socket.resume();
  }

  /** Then it goes on when everything is sent. */
  #isFull(): boolean {
    return this.#socket.writableLength > HIGH_WATER;
  }

  get unsent(): number {
    // A long write is one to Node, and counts until it is out: that a slow peer is taking it only the system's queue shows.
    return this.#socket.writableLength + queued(this.#socket);
  }

  destroy(): void {
    const socket = this.#socket;
    // When our direction is ended, a reset could only take from the peer what it has not read yet; and in the moment in which
    // the end is on its way, Node loses a socket that is reset.
    if (socket.writableEnded && socket.writableLength === 0) socket.destroy();
    else socket.resetAndDestroy();
  }

  write(chunks: readonly Uint8Array[]): boolean {
    const socket = this.#socket;
    if (!socket.writable) return true;
    if (chunks.length === 1) {
      socket.write(chunks[0] as Uint8Array);
    } else {
      socket.cork();
      for (const chunk of chunks) socket.write(chunk);
      socket.uncork();
    }
    const unsent = socket.writableLength;
    if (unsent === 0) {
      this.#kept = 0;
      return true;
    }
    if (unsent + ++this.#kept * KEPT > this.#maxUnsent) {
      this.#receiver?.lost('slow-reader');
      this.destroy();
    } else if (unsent > HIGH_WATER) {
      socket.pause();
      if (unsent > HOLD) this.#receiver?.hold?.();
    }
    return false;
  }

  end(): void {
    this.#socket.end();
    // What the peer still sends is dropped; its own end would not be seen otherwise.
    this.#socket.resume();
  }
}
