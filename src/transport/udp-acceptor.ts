import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { DatagramLink } from './datagram-link.js';
import { LinkError, type Connector, type Link, type LinkReceiver } from './link.js';
import { toLinkError } from './link-error.js';
import type { Endpoint } from './listener.js';
import { connectUdp } from './connect-udp.js';

const MOST_WAITING = 4 * 1024 * 1024; // bytes of datagrams whose sender nobody has taken; more are dropped, as a full socket does
const RECEIVE_BUFFER = 1024 * 1024; // bytes; the system may grant less

/**
 * Waits for the datagrams of clients where they will be sent to, for a script that plays the server. A client is an address
 * and a port, and connects with its first datagram. Closing forgets it: its next datagram is a first one again.
 */
export class UdpAcceptor {
  readonly #sockets: readonly Socket[];
  readonly #peers = new Map<string, Peer>();
  readonly #waiting: Peer[] = [];
  readonly #takers: ((peer: Peer) => void)[] = [];
  #waitingBytes = 0;
  #accepted = 0;

  private constructor(sockets: readonly Socket[]) {
    this.#sockets = sockets;
    for (const socket of sockets) {
      socket.on('error', () => undefined); // of a datagram that could not be sent: its sender is told
      socket.on('message', (datagram, from) => {
        this.#arrived(socket, datagram, from);
      });
    }
  }

  /** Listens in all these places; those that cannot be had are left out. */
  static async listen(places: readonly Endpoint[]): Promise<UdpAcceptor> {
    const sockets = await Promise.all(places.map(listening));
    return new UdpAcceptor(sockets.filter((socket) => socket !== undefined));
  }

  /** How many clients have sent something so far. */
  get accepted(): number {
    return this.#accepted;
  }

  /** The next client that sends something, or has sent something and was not taken. */
  readonly next: Connector = (receiver, signal) =>
    new Promise((resolve, reject) => {
      const take = (peer: Peer): void => {
        signal?.removeEventListener('abort', give);
        resolve(peer);
        // What has come is told when whoever connected knows that it is connected.
        setImmediate(() => {
          this.#waitingBytes -= peer.start(receiver);
        });
      };
      const give = (): void => {
        this.#takers.splice(this.#takers.indexOf(take), 1);
        reject(new LinkError('stopped', 'gave up waiting for a client'));
      };
      const peer = this.#waiting.shift();
      if (peer !== undefined) {
        take(peer);
        return;
      }
      if (signal?.aborted === true) {
        reject(new LinkError('stopped', 'gave up waiting for a client'));
        return;
      }
      this.#takers.push(take);
      signal?.addEventListener('abort', give);
    });

  /** Listens no more: what is sent there is refused from now on. */
  close(): void {
    for (const socket of this.#sockets) socket.close();
    for (const peer of this.#peers.values()) peer.close();
  }

  #arrived(socket: Socket, datagram: Uint8Array, from: RemoteInfo): void {
    const { port } = socket.address();
    const key = `${String(port)} ${from.address} ${String(from.port)}`;
    let peer = this.#peers.get(key);
    const isNew = peer === undefined;
    if (peer?.isStarted !== true) {
      if (this.#waitingBytes + datagram.length + PER_DATAGRAM > MOST_WAITING) return;
      this.#waitingBytes += datagram.length + PER_DATAGRAM;
    }
    peer ??= new Peer(socket, from, () => {
      this.#peers.delete(key);
    });
    peer.receive(datagram);
    if (!isNew) return;
    this.#peers.set(key, peer);
    this.#accepted++;
    const taker = this.#takers.shift();
    if (taker === undefined) this.#waiting.push(peer);
    else taker(peer);
  }
}

const PER_DATAGRAM = 256; // bytes that an empty one costs as well

/** One client of the acceptor. */
class Peer extends DatagramLink {
  readonly local: Endpoint;
  readonly peer: Endpoint;
  readonly #socket: Socket;
  readonly #forget: () => void;
  #early: Uint8Array[] = [];
  #receiver: LinkReceiver | undefined;
  #isOpen = true;

  constructor(socket: Socket, from: RemoteInfo, forget: () => void) {
    super();
    const { address: host, port } = socket.address();
    this.local = { host, port };
    this.peer = { host: from.address, port: from.port };
    this.#socket = socket;
    this.#forget = forget;
  }

  get isStarted(): boolean {
    return this.#receiver !== undefined;
  }

  /** From here on the receiver is told. How much had waited for it. */
  start(receiver: LinkReceiver): number {
    this.#receiver = receiver;
    const early = this.#early.splice(0);
    for (const datagram of early) this.receive(datagram);
    return early.reduce((sum, { length }) => sum + length + PER_DATAGRAM, 0);
  }

  receive(datagram: Uint8Array): void {
    if (!this.#isOpen) return;
    if (this.#receiver === undefined) this.#early.push(datagram);
    else this.#receiver.receive(datagram);
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen) {
        reject(new LinkError('stopped', 'the client was forgotten: only its next datagram brings it back'));
        return;
      }
      this.#socket.send(bytes, this.peer.port, this.peer.host, (error) => {
        if (error) reject(toLinkError(error, this.peer));
        else resolve();
      });
    });
  }

  elsewhere(): Promise<Link> {
    return connectUdp(this.peer)({ receive: () => undefined, end: () => undefined, lost: () => undefined });
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#forget();
  }
}

function listening({ host, port }: Endpoint): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket({
      type: isIPv6(host) ? 'udp6' : 'udp4',
      ...(isIPv6(host) ? { ipv6Only: true } : {}),
      recvBufferSize: RECEIVE_BUFFER,
    });
    const refuse = (): void => {
      socket.close();
      resolve(undefined);
    };
    socket.once('error', refuse);
    socket.bind({ address: host, port }, () => {
      socket.off('error', refuse);
      resolve(socket);
    });
  });
}
