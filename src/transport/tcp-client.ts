import { connect, type Socket } from 'node:net';
import { LinkError, type Connector, type Link, type LinkReceiver } from './link.js';
import { toLinkError, whereText } from './link-error.js';
import type { Where } from './listener.js';

/** Connects over TCP. */
export function connectTcp(where: Where): Connector {
  return (receiver, signal) =>
    new Promise((resolve, reject) => {
      // Half-open: when the server ends its direction, we may still send. No delay: each write is a segment of its own.
      const socket = connect({ host: where.host, port: where.port, allowHalfOpen: true, noDelay: true });
      const give = (): void => { socket.destroy(new LinkError('stopped', `gave up connecting to ${whereText(where)}`)); };
      const refuse = (error: Error): void => {
        signal?.removeEventListener('abort', give);
        reject(toLinkError(error, where));
      };
      signal?.addEventListener('abort', give);
      if (signal?.aborted === true) give();
      socket.once('error', refuse);
      socket.once('connect', () => {
        signal?.removeEventListener('abort', give);
        socket.off('error', refuse);
        resolve(new TcpLink(socket, receiver, where));
      });
    });
}

class TcpLink implements Link {
  readonly datagrams = false;
  readonly local: Where;
  readonly peer: Where;
  readonly #socket: Socket;
  readonly #where: Where;
  #receiver: LinkReceiver | undefined;

  constructor(socket: Socket, receiver: LinkReceiver, where: Where) {
    this.#socket = socket;
    this.#receiver = receiver;
    this.#where = where;
    this.local = { host: socket.localAddress ?? '', port: socket.localPort ?? 0 };
    this.peer = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    socket.on('data', (chunk: Buffer) => { this.#receiver?.receive(chunk); });
    socket.on('end', () => { this.#receiver?.end(); });
    socket.on('error', (error) => {
      this.#receiver?.lost(toLinkError(error, where));
      this.#receiver = undefined;
    });
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.write(bytes, (error) => {
        if (error) reject(toLinkError(error, this.#where));
        else resolve();
      });
    });
  }

  end(): void {
    this.#socket.end();
  }

  close(): void {
    this.#receiver = undefined;
    this.#socket.destroy();
  }

  reset(): void {
    this.#receiver = undefined;
    this.#socket.resetAndDestroy();
  }
}
