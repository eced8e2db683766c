import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const HOST = '127.0.0.1';

/** Listens on a port of this machine for a moment. Rejects when another program has it, or this user may not. */
export function tryPort(transport: 'tcp' | 'udp', port: number): Promise<void> {
  return transport === 'udp' ? tryUdp(port) : tryTcp(port);
}

function tryTcp(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, HOST, () => {
      server.close(() => {
        resolve();
      });
    });
  });
}

function tryUdp(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4').once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind(port, HOST, () => {
      socket.close(() => {
        resolve();
      });
    });
  });
}
