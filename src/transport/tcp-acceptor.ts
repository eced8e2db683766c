import { createServer, isIPv6, type Server, type Socket } from 'node:net';
import { LinkError, type Connector } from './link.js';
import type { Endpoint } from './listener.js';
import { TcpLink } from './tcp-link.js';

/** Waits for clients where they will connect to, for a script that plays the server. */
export class TcpAcceptor {
  readonly #servers: readonly Server[];
  readonly #waiting: Socket[] = [];
  readonly #takers: ((socket: Socket) => void)[] = [];
  #accepted = 0;

  private constructor(servers: readonly Server[]) {
    this.#servers = servers;
    for (const server of servers) {
      server.on('connection', (socket) => {
        this.#accepted++;
        const taker = this.#takers.shift();
        if (taker === undefined) this.#waiting.push(socket.on('error', () => undefined));
        else taker(socket);
      });
    }
  }

  /** Listens in all these places; those that cannot be had are left out. */
  static async listen(places: readonly Endpoint[]): Promise<TcpAcceptor> {
    const servers = await Promise.all(places.map(listening));
    return new TcpAcceptor(servers.filter((server) => server !== undefined));
  }

  /** How many clients have connected so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** The next client that connects, or has connected and was not taken. Its direction of the transcript is that of a server. */
  readonly next: Connector = (receiver, signal) =>
    new Promise((resolve, reject) => {
      const take = (socket: Socket): void => {
        signal?.removeEventListener('abort', give);
        const link = new TcpLink(socket, receiver, { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 });
        socket.resume();
        resolve(link);
      };
      const give = (): void => {
        this.#takers.splice(this.#takers.indexOf(take), 1);
        reject(new LinkError('stopped', 'gave up waiting for a client'));
      };
      const socket = this.#waiting.shift();
      if (socket !== undefined) {
        take(socket);
        return;
      }
      this.#takers.push(take);
      signal?.addEventListener('abort', give);
    });

  /** Listens no more; connections that nobody took are broken. */
  close(): void {
    for (const server of this.#servers) server.close();
    for (const socket of this.#waiting.splice(0)) socket.resetAndDestroy();
  }
}

function listening({ host, port }: Endpoint): Promise<Server | undefined> {
  return new Promise((resolve) => {
    // Paused: what a client sends is read when its connection is taken.
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true, noDelay: true });
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen({ host, port, ipv6Only: isIPv6(host) }, () => {
      resolve(server);
    });
  });
}
