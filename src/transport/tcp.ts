import { createServer, type Server, type Socket } from 'node:net';
import type { Wire } from '../core/wire.js';
import { readShared, type OpenSocket } from './shared-read.js';
import type { Acceptor, Connection, ConnectionReceiver, Listener, TransportLimits, Where } from './listener.js';

// With more than this unsent, a connection is not read: its peer has to take replies before it gets new ones.
const HIGH_WATER = 64 * 1024;

const KERNEL_BACKLOG = 1024;

/** Listens on TCP. Rejects with the system's error (EADDRINUSE, EACCES, …) when that is not possible. */
export async function listenTcp(where: Where, acceptor: Acceptor, limits: TransportLimits): Promise<Listener> {
  const accept = (open: OpenSocket): void => {
    acceptor.accepted(new TcpConnection(open, acceptor, limits.maxUnsent));
  };
  // Half-open: a client that has ended its direction still gets its replies. Paused: nothing is read before `start`.
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true }, (socket) => {
    accept((receive) => socket.on('data', receive));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: where.host, port: where.port, backlog: KERNEL_BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => { acceptor.troubled(error); });
  readShared(server, accept);
  return { address: addressOf(server), close: () => closed(server) };
}

function addressOf(server: Server): Where {
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
  #receiver: ConnectionReceiver | undefined;

  constructor(open: OpenSocket, acceptor: Acceptor, maxUnsent: number) {
    this.#maxUnsent = maxUnsent;
    this.#socket = open((chunk) => { this.#receiver?.receive(chunk); });
    // Every error is followed by close, and says no more than that the connection broke.
    this.#socket.on('error', () => { this.#receiver?.lost('reset'); });
    this.#socket.on('close', () => {
      this.#receiver?.lost('reset');
      acceptor.gone(this);
    });
  }

  get wire(): Wire {
    return this;
  }

  get peer(): Where {
    return { host: this.#socket.remoteAddress ?? '', port: this.#socket.remotePort ?? 0 };
  }

  start(receiver: ConnectionReceiver): void {
    this.#receiver = receiver;
    this.#socket.on('end', () => { receiver.end(); });
    this.#socket.on('drain', () => { this.#socket.resume(); });
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.resetAndDestroy();
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
    if (unsent === 0) return true;
    if (unsent > this.#maxUnsent) {
      this.#receiver?.lost('slow-reader');
      this.destroy();
    } else if (unsent > HIGH_WATER) {
      socket.pause();
    }
    return false;
  }

  end(): void {
    this.#socket.end();
  }
}
