import type { Socket } from 'node:net';
import { toLinkError } from './link-error.js';
import type { Link, LinkReceiver } from './link.js';
import type { Endpoint } from './listener.js';

/** One end of a TCP connection, whichever side has connected. `where` names the peer in errors. */
export class TcpLink implements Link {
  readonly datagrams = false;
  readonly local: Endpoint;
  readonly peer: Endpoint;
  readonly #socket: Socket;
  readonly #endpoint: Endpoint;
  #receiver: LinkReceiver | undefined;

  constructor(socket: Socket, receiver: LinkReceiver, endpoint: Endpoint) {
    this.#socket = socket;
    this.#receiver = receiver;
    this.#endpoint = endpoint;
    this.local = { host: socket.localAddress ?? '', port: socket.localPort ?? 0 };
    this.peer = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    socket.on('data', (chunk: Buffer) => {
      this.#receiver?.receive(chunk);
    });
    socket.on('end', () => {
      this.#ended();
    });
    socket.on('error', (error) => {
      this.#receiver?.lost(toLinkError(error, endpoint));
      this.#receiver = undefined;
    });
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.write(bytes, (error) => {
        if (error) reject(toLinkError(error, this.#endpoint));
        else resolve();
      });
    });
  }

  end(): void {
    this.#socket.end();
  }

  pause(): void {
    this.#socket.pause();
  }

  close(): void {
    this.#receiver = undefined;
    this.#socket.destroy();
  }

  reset(): void {
    this.#receiver = undefined;
    this.#socket.resetAndDestroy();
  }

  /** Node takes a reset that came together with data for an end. Writing nothing tells them apart: it sends nothing, and fails after a reset. */
  #ended(): void {
    if (!this.#socket.writable || this.#socket.writableLength > 0) this.#receiver?.end();
    else
      this.#socket.write(new Uint8Array(0), (error) => {
        if (!error) this.#receiver?.end();
      });
  }
}
