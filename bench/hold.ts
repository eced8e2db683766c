// Holds many connections to one server at once, then has each of them answered: what does one cost that does nothing?
//   node --import ./test/support/ts-node-hooks.mjs bench/hold.ts --connections 15000 --seconds 60
// The server is that of dist/, or what listens on --port (then its memory is not known without --pid).
import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { ChildServer } from '../src/bench/child-server.js';
import { unpinned } from '../src/bench/pinning.js';
import { memoryKib } from '../src/bench/cpu-seconds.js';

const AT_ONCE = 400; // fewer than the queue of a listening socket holds
const PER_ADDRESS = 12_000; // an address has about 28,000 ports, of which the system gives away the first half easily
const SPARE = 100; // descriptors for everything else

/** How many connections this process can hold: what was asked for, or what its limit of open files allows. */
export function mostConnections(asked: number): number {
  try {
    const [, limit] = /^Max open files +\d+ +(\d+)/m.exec(readFileSync('/proc/self/limits', 'latin1')) ?? [];
    return limit === undefined ? asked : Math.min(asked, Number(limit) - SPARE);
  } catch {
    return asked;
  }
}

/** Connections that are open and do nothing. */
export class Held {
  readonly #sockets: Socket[] = [];
  #lost = 0;

  /** Opens `count` connections to a server on this machine. */
  static async open(port: number, count: number): Promise<Held> {
    const held = new Held();
    for (let opened = 0; opened < count; opened += AT_ONCE) {
      const batch = Array.from({ length: Math.min(AT_ONCE, count - opened) }, (_, i) => opened + i);
      await Promise.all(batch.map((n) => held.#open(port, Math.floor(n / PER_ADDRESS))));
    }
    return held;
  }

  /** Connections that have been ended by the server, or broken. */
  get lost(): number {
    return this.#lost;
  }

  /** Sends a line on each connection, and resolves with the number of those that got the same back. */
  async answered(): Promise<number> {
    const right = await Promise.all(this.#sockets.map((socket, n) => isEchoed(socket, `connection ${String(n)}\n`)));
    return right.filter(Boolean).length;
  }

  close(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy(); // so that its port is free at once
  }

  #open(port: number, address: number): Promise<void> {
    return new Promise((resolve, reject) => {
      // To ask for an address of our own costs the system a search for a port: only where one address has too few of them.
      const local = address === 0 ? {} : { localAddress: `127.0.0.${String(1 + address)}` };
      const socket = connect({ port, host: '127.0.0.1', noDelay: true, ...local });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        socket.on('error', () => undefined);
        socket.once('end', () => this.#lost++);
        socket.resume();
        this.#sockets.push(socket);
        resolve();
      });
    });
  }
}

function isEchoed(socket: Socket, line: string): Promise<boolean> {
  return new Promise((resolve) => {
    let got = '';
    socket.once('close', () => {
      resolve(false);
    });
    socket.on('data', (chunk: Buffer) => {
      got += chunk.toString();
      if (got.length >= line.length) resolve(got === line);
    });
    if (socket.writable) socket.write(line);
    else resolve(false);
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      connections: { type: 'string' },
      seconds: { type: 'string' },
      port: { type: 'string' },
      pid: { type: 'string' },
    },
  });
  const asked = Number(values.connections ?? 10_000);
  const count = mostConnections(asked);
  if (count < asked)
    process.stdout.write(`${String(count)} connections, as this process may have no more files open (ulimit -n)\n`);
  const program = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
  const command = (port: number): [string, ...string[]] => [
    process.execPath,
    program,
    'serve',
    '--handler',
    'echo',
    '--framing',
    'line',
    '--port',
    String(port),
    '--idle-timeout',
    '0',
    '--quiet',
  ];
  const own =
    values.port === undefined ? await ChildServer.start(command, unpinned, new AbortController().signal) : undefined;
  const port = own?.port ?? Number(values.port);
  const pids = own?.pids ?? (values.pid === undefined ? [] : [Number(values.pid)]);
  try {
    const before = memoryKib(pids);
    const start = performance.now();
    const held = await Held.open(port, count);
    process.stdout.write(`${String(count)} connections in ${((performance.now() - start) / 1000).toFixed(1)} s\n`);
    await delay(1000 * Number(values.seconds ?? 5));
    const after = memoryKib(pids);
    if (before !== undefined && after !== undefined)
      process.stdout.write(`${((after - before) / count).toFixed(1)} KiB for each\n`);
    const lost = held.lost;
    process.stdout.write(`${String(lost)} lost; ${String(await held.answered())} answered\n`);
    held.close();
  } finally {
    await own?.stop();
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
