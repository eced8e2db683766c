import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { SilentListener } from '../../grade/check/silent-listener.js';
import { listenTcp } from '../../transport/tcp.js';
import type { Where } from '../../transport/listener.js';
import { listenError } from '../machine-error.js';
import type { Hosts } from './hosts.js';

const CLIENT = '127.0.0.2';
const SERVER = '127.0.0.3';
const NOWHERE = '255.255.255.255'; // everybody: no TCP connection can go there

/** Two addresses of this machine's loopback in place of two hosts. `port` 0: any that is free. */
export async function loopbackHosts(port: number): Promise<Hosts> {
  const loopbackOnly = await listening({ host: '127.0.0.1', port: 0 });
  const nobody = await listening({ host: SERVER, port: 0 });
  const free = portOf(nobody);
  nobody.close();
  const silent = await SilentListener.listen({ host: SERVER, port: 0 });
  const bound = { host: SERVER, port };
  return {
    kind: 'loopback',
    words: `two addresses of this machine in place of two hosts: the clients are on ${CLIENT}, the server on ${SERVER}`,
    client: CLIENT,
    server: SERVER,
    get bound() { return bound; },
    get cases() {
      return [
        { what: `a server that is bound to ${SERVER}`, where: { ...bound } },
        { what: 'a server that is bound to 127.0.0.1', where: { host: SERVER, port: portOf(loopbackOnly) } },
        { what: 'a port on which nobody listens', where: { host: SERVER, port: free } },
        { what: 'a port that answers nothing (its queue is full)', where: silent.where },
        { what: 'an address to which no connection can go', where: { host: NOWHERE, port: bound.port } },
        { what: 'a name without an address', where: { host: 'no-such-host.invalid', port: bound.port } },
      ];
    },
    listen: async (_, acceptor, limits) => {
      const listener = await listenTcp(bound, acceptor, limits);
      bound.port = listener.address.port;
      return listener;
    },
    close: async () => {
      loopbackOnly.close();
      await silent.close();
    },
  };
}

async function listening(where: Where): Promise<Server> {
  const server = createServer((socket) => socket.end());
  try {
    server.listen(where);
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, where.host, where.port);
  }
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
