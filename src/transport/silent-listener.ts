import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import type { Endpoint } from './listener.js';

// A thread listens and then sleeps: nobody accepts, and what the system keeps ready for a program that does not accept is limited.
const SLEEPER = `
const { createServer } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');
const server = createServer();
server.on('error', (error) => { parentPort.postMessage({ error: error.message, code: error.code }); });
server.listen({ ...workerData, backlog: 1 }, () => {
  parentPort.postMessage({ port: server.address().port });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

const WAITING = 2; // with a backlog of 1: one more than it says

/** Somebody listens there, and the queue of connections is full: the system drops what else comes, as a filter on the way would. */
export class SilentListener {
  readonly endpoint: Endpoint;
  readonly #sleeper: Worker;
  readonly #queue: readonly Socket[];

  private constructor(endpoint: Endpoint, sleeper: Worker, queue: readonly Socket[]) {
    this.endpoint = endpoint;
    this.#sleeper = sleeper;
    this.#queue = queue;
  }

  /** Rejects with the system's error where it cannot listen. */
  static async listen({ host, port }: Endpoint): Promise<SilentListener> {
    const sleeper = new Worker(SLEEPER, { eval: true, execArgv: [], workerData: { host, port } });
    sleeper.unref();
    const [told] = (await once(sleeper, 'message')) as [
      { readonly port: number } | { readonly error: string; readonly code: string },
    ];
    if ('error' in told) {
      await sleeper.terminate();
      throw Object.assign(new Error(told.error), { code: told.code });
    }
    const where = { host, port: told.port };
    const queue = await Promise.all(Array.from({ length: WAITING }, () => connected(where)));
    return new SilentListener(where, sleeper, queue);
  }

  /** Ends it; who waits to connect is refused when they ask again. */
  async close(): Promise<void> {
    for (const socket of this.#queue) socket.destroy();
    await this.#sleeper.terminate();
  }
}

function connected(endpoint: Endpoint): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(endpoint, () => {
      socket.removeAllListeners('error').on('error', () => undefined);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
