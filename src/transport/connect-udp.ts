import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { DatagramLink } from './datagram-link.js';
import { LinkError, type Connector, type LinkReceiver } from './link.js';
import { toLinkError, endpointText } from './link-error.js';
import type { Endpoint } from './listener.js';

const MOST_TRIES = 50; // there are some 28,000 ports

/**
 * A UDP socket that sends to one peer and hears only that one. UDP has no connection: whether somebody listens shows only
 * when the system of the peer answers a datagram with `port unreachable`. Each has a port that none before it had, as a server
 * knows its peers by their ports: it would take a new one for one that is gone.
 */
export function connectUdp(endpoint: Endpoint): Connector {
  const taken = new Set<number>();
  return async (receiver, signal) => {
    for (let tries = 1; ; tries++) {
      const socket = await connected(endpoint, signal);
      const { port } = socket.address();
      if (!taken.has(port) || tries === MOST_TRIES) {
        taken.add(port);
        return new UdpLink(socket, receiver, endpoint);
      }
      socket.close();
    }
  };
}

function connected(endpoint: Endpoint, signal: AbortSignal | undefined): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = createSocket(isIPv6(endpoint.host) ? 'udp6' : 'udp4');
    const settle = (): void => {
      signal?.removeEventListener('abort', give);
      socket.off('error', refuse);
      socket.off('connect', finish);
    };
    const refuse = (error: Error): void => {
      settle();
      socket.close();
      reject(toLinkError(error, endpoint));
    };
    const give = (): void => {
      refuse(new LinkError('stopped', `gave up connecting to ${endpointText(endpoint)}`));
    };
    const finish = (): void => {
      settle();
      resolve(socket);
    };
    if (signal?.aborted === true) {
      give();
      return;
    }
    signal?.addEventListener('abort', give);
    socket.once('error', refuse);
    socket.once('connect', finish);
    socket.connect(endpoint.port, endpoint.host);
  });
}

class UdpLink extends DatagramLink {
  readonly local: Endpoint;
  readonly peer: Endpoint;
  readonly #socket: Socket;
  readonly #endpoint: Endpoint;
  #isOpen = true;

  constructor(socket: Socket, receiver: LinkReceiver, endpoint: Endpoint) {
    super();
    this.#socket = socket;
    this.#endpoint = endpoint;
    const local = socket.address();
    const peer = socket.remoteAddress();
    this.local = { host: local.address, port: local.port };
    this.peer = { host: peer.address, port: peer.port };
    socket.on('message', (datagram) => {
      if (this.#isOpen) receiver.receive(datagram);
    });
    socket.on('error', (error) => {
      if (this.#isOpen) receiver.lost(toLinkError(error, endpoint));
    });
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen) {
        reject(new LinkError('stopped', 'the socket is closed'));
        return;
      }
      this.#socket.send(bytes, (error) => {
        if (error) reject(toLinkError(error, this.#endpoint));
        else resolve();
      });
    });
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#socket.close();
  }
}
