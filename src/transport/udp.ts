import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Wire } from '../core/wire.js';
import type {
  Acceptor,
  Connection,
  ConnectionReceiver,
  TransportListener,
  TransportLimits,
  Endpoint,
} from './listener.js';

/** Listens on UDP. A peer's first datagram opens a connection with it; only time or the server ends one. */
export async function listenUdp(
  endpoint: Endpoint,
  acceptor: Acceptor,
  limits: TransportLimits,
): Promise<TransportListener> {
  const socket = createSocket({ type: isIPv6(endpoint.host) ? 'udp6' : 'udp4' });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind({ address: endpoint.host, port: endpoint.port }, () => {
      socket.removeAllListeners('error');
      resolve();
    });
  });
  const peers = new Map<string, UdpConnection>();
  socket.on('error', (error) => {
    acceptor.troubled(error);
  });
  socket.on('message', (datagram, from) => {
    const key = `${from.address} ${String(from.port)}`;
    let connection = peers.get(key);
    if (connection === undefined) {
      connection = new UdpConnection(socket, from, limits.maxUnsent, (gone) => {
        peers.delete(key);
        acceptor.gone(gone);
      });
      peers.set(key, connection);
      acceptor.accepted(connection);
    }
    connection.receive(datagram);
  });
  const { address: host, port } = socket.address();
  return {
    address: { host, port },
    async close() {
      // Without its socket no peer can be answered, so that all connections end with it.
      for (const connection of [...peers.values()]) connection.destroy();
      await new Promise<void>((resolve) => socket.close(resolve));
    },
  };
}

class UdpConnection implements Connection, Wire {
  readonly datagrams = true;
  readonly unsent = 0;
  readonly #socket: Socket;
  readonly #from: RemoteInfo;
  readonly #maxUnsent: number;
  readonly #gone: (connection: Connection) => void;
  #receiver: ConnectionReceiver | undefined;
  #open = true;

  constructor(socket: Socket, from: RemoteInfo, maxUnsent: number, gone: (connection: Connection) => void) {
    this.#socket = socket;
    this.#from = from;
    this.#maxUnsent = maxUnsent;
    this.#gone = gone;
  }

  get wire(): Wire {
    return this;
  }

  get peer(): Endpoint {
    return { host: this.#from.address, port: this.#from.port };
  }

  start(receiver: ConnectionReceiver): void {
    this.#receiver = receiver;
  }

  receive(datagram: Uint8Array): void {
    this.#receiver?.receive(datagram);
    while (this.#receiver?.held === true) this.#receiver.resume?.();
  }

  write(chunks: readonly Uint8Array[]): boolean {
    // Datagrams that the system does not take are dropped, as the network would.
    if (!this.#open || this.#socket.getSendQueueSize() > this.#maxUnsent) return true;
    this.#socket.send(Buffer.concat(chunks), this.#from.port, this.#from.address, () => undefined);
    return true;
  }

  end(): void {
    if (!this.#open) return;
    this.#open = false;
    // Later, as whoever ends it may be in the middle of something with this connection.
    setImmediate(() => {
      this.#gone(this);
    });
  }

  destroy(): void {
    this.#receiver?.lost('shutdown');
    this.end();
  }
}
