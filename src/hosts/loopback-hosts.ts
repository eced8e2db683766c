import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { SilentListener } from '../transport/silent-listener.js';
import { listenTcp } from '../transport/tcp.js';
import type { Endpoint } from '../transport/listener.js';
import { listenError } from '../errors/machine-error.js';
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
    get bound() {
      return bound;
    },
    get cases() {
      return [
        { what: `a server that is bound to ${SERVER}`, endpoint: { ...bound } },
        { what: 'a server that is bound to 127.0.0.1', endpoint: { host: SERVER, port: portOf(loopbackOnly) } },
        { what: 'a port on which nobody listens', endpoint: { host: SERVER, port: free } },
        { what: 'a port that answers nothing (its queue is full)', endpoint: silent.endpoint },
        { what: 'an address to which no connection can go', endpoint: { host: NOWHERE, port: bound.port } },
        { what: 'a name without an address', endpoint: { host: 'no-such-host.invalid', port: bound.port } },
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

async function listening(endpoint: Endpoint): Promise<Server> {
  const server = createServer((socket) => socket.end());
  try {
    server.listen(endpoint);
    await once(server, 'listening');
  } catch (error) {
    throw listenError(error, endpoint.host, endpoint.port);
  }
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
