import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Receiver, Wire } from '../../src/core/wire.js';
import type { Endpoint } from '../../src/transport/listener.js';

const running = new Set<{ server: Server; sockets: Set<Socket> }>();

/** A server on a free port of this machine that does to each connection what the test wants. */
export async function serveTcp(connected: (socket: Socket) => void): Promise<Endpoint> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    connected(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.add({ server, sockets });
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

/** A server whose connections are sessions. */
export function serveSessions(accept: (wire: Wire) => Receiver & { lost(reason: 'reset'): void }): Promise<Endpoint> {
  return serveTcp((socket) => {
    const session = accept({
      write: (chunks) => {
        for (const chunk of chunks) socket.write(Uint8Array.from(chunk));
        return true;
      },
      end: () => {
        socket.end();
      },
    });
    socket.on('data', (chunk) => {
      session.receive(chunk);
    });
    socket.on('end', () => {
      session.end();
    });
    socket.on('close', () => {
      session.lost('reset');
    });
  });
}

/** A port of this machine on which nobody listens. */
export async function freePort(): Promise<Endpoint> {
  const endpoint = await serveTcp(() => undefined);
  await stopServers();
  return endpoint;
}

/** Stops all servers, and breaks what is still connected. */
export async function stopServers(): Promise<void> {
  const all = [...running];
  running.clear();
  for (const { sockets } of all) for (const socket of sockets) socket.destroy();
  await Promise.all(all.map(({ server }) => new Promise((resolve) => server.close(resolve))));
}
