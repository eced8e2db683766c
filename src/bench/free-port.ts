import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';

const LOW = 20_000;
const HIGH = 30_000;
const TRIES = 200;

/**
 * A port on which nobody listens, outside the range that the system gives to clients: one from that range could be taken by
 * a client's own socket before the server has it. Rejects when none was found.
 */
export async function freePort(): Promise<number> {
  const [low, high] = clientRange();
  const coversAll = low <= LOW && high >= HIGH;
  for (let i = 0; i < TRIES; i++) {
    const port = LOW + Math.floor(Math.random() * (HIGH - LOW));
    if ((coversAll || port < low || port > high) && (await isFree(port))) return port;
  }
  throw new Error(`no free port from ${String(LOW)} to ${String(HIGH)}: end what listens there`);
}

function clientRange(): readonly [number, number] {
  try {
    const [low = 0, high = 0] = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'latin1')
      .trim()
      .split(/\s+/)
      .map(Number);
    return [low, high];
  } catch {
    return [0, 0];
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ host: '127.0.0.1', port }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
