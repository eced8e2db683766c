import { createSocket, type Socket } from 'node:dgram';
import { UdpAcceptor } from '../../src/transport/udp-acceptor.js';

const sockets: Socket[] = [];
const acceptors: UdpAcceptor[] = [];

/** A socket of this machine's loopback, on a free port. */
export async function udpSocket(): Promise<Socket> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return socket;
}

/** Waits for clients over UDP, on a port that was free a moment ago. */
export async function udpAcceptor(): Promise<{ acceptor: UdpAcceptor; port: number }> {
  const probe = createSocket('udp4');
  await new Promise<void>((resolve) => probe.bind(0, '127.0.0.1', resolve));
  const { port } = probe.address();
  await new Promise<void>((resolve) => probe.close(resolve));
  const acceptor = await UdpAcceptor.listen([{ host: '127.0.0.1', port }]);
  acceptors.push(acceptor);
  return { acceptor, port };
}

/** Closes all of them. */
export function closeUdp(): void {
  for (const socket of sockets.splice(0)) socket.close();
  for (const acceptor of acceptors.splice(0)) acceptor.close();
}
