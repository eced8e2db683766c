import { connect, type Socket } from 'node:net';
import type { Endpoint } from '../../src/transport/listener.js';

const PATIENCE = 15_000;

const open = new Set<TcpClient>();

/** A TCP client that a test drives. It reads all the time, unless it is told not to. */
export class TcpClient {
  readonly socket: Socket;
  readonly #watchers = new Set<() => void>();
  #chunks: Buffer[] = [];
  #end: 'end' | 'reset' | undefined;

  constructor(endpoint: Endpoint) {
    this.socket = connect({ host: endpoint.host, port: endpoint.port, allowHalfOpen: true, noDelay: true });
    open.add(this);
    this.socket.on('data', (chunk) => {
      this.#chunks.push(chunk);
      this.#wake();
    });
    this.socket.on('end', () => {
      this.#over('end');
    });
    this.socket.on('error', () => {
      this.#over('reset');
    });
    this.socket.on('close', () => {
      this.#over('reset');
    });
  }

  /** Resolves when it is connected. */
  static async open(endpoint: Endpoint): Promise<TcpClient> {
    const client = new TcpClient(endpoint);
    await client.#until('connect', () => !client.socket.connecting);
    return client;
  }

  /** All that came, as text. */
  get text(): string {
    return this.bytes.toString();
  }

  get bytes(): Buffer {
    const bytes = Buffer.concat(this.#chunks);
    this.#chunks = [bytes];
    return bytes;
  }

  send(bytes: string | Uint8Array): void {
    this.socket.write(bytes);
  }

  /** Sends a line and resolves when the same has come back, behind all that came before. */
  async echoes(line: string): Promise<void> {
    const before = this.text;
    this.send(`${line}\n`);
    await this.got(`${before}${line}\n`);
  }

  /** Resolves when exactly this has come. */
  async got(text: string): Promise<void> {
    await this.#until(`get ${JSON.stringify(text)}`, () => this.text === text);
  }

  async gotBytes(count: number): Promise<void> {
    await this.#until(
      `get ${String(count)} bytes`,
      () => this.#chunks.reduce((sum, chunk) => sum + chunk.length, 0) >= count,
    );
  }

  /** How the server ended the connection: by ending its direction, or with a reset. */
  async ended(): Promise<'end' | 'reset'> {
    await this.#until('be ended', () => this.#end !== undefined);
    return this.#end ?? 'reset';
  }

  /** Ends this side's direction. */
  end(): void {
    this.socket.end();
  }

  reset(): void {
    this.socket.resetAndDestroy();
  }

  /** Closes both directions. */
  close(): void {
    open.delete(this);
    this.socket.destroy();
  }

  #over(how: 'end' | 'reset'): void {
    this.#end ??= how;
    this.#wake();
  }

  #wake(): void {
    for (const watch of [...this.#watchers]) watch();
  }

  #until(what: string, isTrue: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const watch = (): void => {
        const isOver = this.#end !== undefined && !isTrue();
        if (!isOver && !isTrue()) return;
        clearTimeout(timer);
        this.#watchers.delete(watch);
        if (isOver)
          reject(
            new Error(
              `the client did not ${what}: it got ${JSON.stringify(this.text.slice(-500))} and then the ${String(this.#end)}`,
            ),
          );
        else resolve();
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(watch);
        reject(new Error(`the client did not ${what} in time: it got ${JSON.stringify(this.text.slice(-500))}`));
      }, PATIENCE);
      this.#watchers.add(watch);
      if (this.socket.connecting) this.socket.once('connect', watch);
      watch();
    });
  }
}

/** Closes all clients of a test: for `afterEach`. */
export function closeClients(): void {
  for (const client of open) client.close();
}
