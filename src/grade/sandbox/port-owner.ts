import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { procfsLink, procfsNames, procfsText } from './procfs.js';

const LISTEN = '0A';

/** The program that has a port of this machine, as `python3 (process 4711)`. Linux tells, of the processes that this user may see. */
export function portOwner(transport: 'tcp' | 'udp', port: number): string | undefined {
  const sockets = [transport, `${transport}6`].flatMap((table) => socketsOn(table, port));
  if (sockets.length === 0) return undefined;
  const wanted = new Set(sockets.map((inode) => `socket:[${inode}]`));
  for (const process of procfsNames('/proc').filter((name) => /^\d+$/.test(name))) {
    const owns = procfsNames(`/proc/${process}/fd`).some((descriptor) =>
      wanted.has(procfsLink(`/proc/${process}/fd/${descriptor}`)),
    );
    if (owns) return `${procfsText(`/proc/${process}/comm`).trim()} (process ${process})`;
  }
  return undefined;
}

/** The inodes of the sockets in a table of the kernel's that have this port. */
function socketsOn(table: string, port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return procfsText(`/proc/net/${table}`)
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local, , state]) => local?.endsWith(wanted) === true && (table.startsWith('udp') || state === LISTEN))
    .map((fields) => fields[9] ?? '');
}

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
