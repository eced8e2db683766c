import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { reasonOf, type Finding, type Probe } from './finding.js';
import { portOwner } from './port-owner.js';
import type { Transport } from '../../lab/lab.js';

const HOST = '127.0.0.1';

/** Tries to listen on the port of a lab. */
export function portProbe(transport: Transport, port: number, labs: readonly number[]): Probe {
  const what = {
    name: `port ${port}${transport === 'udp' ? '/udp' : ''}`,
    for: `lab${labs.length === 1 ? '' : 's'} ${labs.join(', ')}`,
    essential: false,
  };
  return async (): Promise<Finding> => {
    try {
      await (transport === 'udp' ? tryUdp(port) : tryTcp(port));
      return { ...what, status: 'ok', detail: 'free' };
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken) return { ...what, status: 'problem', detail: `cannot be listened on: ${reasonOf(error)}; choose another with --port` };
      const owner = portOwner(transport, port);
      return { ...what, status: 'problem', detail: `in use by ${owner ?? 'another program'}: end it, or choose another with --port` };
    }
  };
}

function tryTcp(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, HOST, () => { server.close(() => { resolve(); }); });
  });
}

function tryUdp(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4').once('error', (error) => {
      socket.close();
      reject(error);
    });
    socket.bind(port, HOST, () => { socket.close(() => { resolve(); }); });
  });
}
