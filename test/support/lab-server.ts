import { composeServer, type ServerOptions } from '../../src/compose/compose-server.js';
import { bytes } from '../../src/core/codec.js';
import type { Conversation, Handler, Peer } from '../../src/core/handler.js';
import type { LabServer } from '../../src/server/lab-server.js';
import type { ServerEvent } from '../../src/server/server-event.js';
import { MemoryListener, type MemoryLink } from '../../src/transport/memory.js';
import type { Endpoint } from '../../src/transport/listener.js';
import { closeClients } from './tcp-client.js';

const PATIENCE = 15_000;

/** The events of a type; two types can share one shape. */
type Told<T, E = ServerEvent> = E extends { readonly type: infer U } ? (T extends U ? E : never) : never;

const running = new Set<LabServer>();

/** A server that a test has started, and all that it told. */
export class Served {
  readonly events: ServerEvent[] = [];
  readonly #watchers = new Set<() => void>();

  #where: Endpoint | undefined;

  private constructor(readonly server: LabServer) {}

  get where(): Endpoint {
    if (this.#where === undefined) throw new Error('the server does not listen yet');
    return this.#where;
  }

  /** An echo of lines on a free port, unless the options say otherwise. */
  static async start(options: Partial<ServerOptions> = {}): Promise<Served> {
    const server = await composeServer({ handler: 'echo', framing: 'line', ...options });
    running.add(server);
    const served = new Served(server);
    server.events.subscribe((event) => {
      served.events.push(event);
      for (const watch of [...served.#watchers]) watch();
    });
    served.#where = await server.start();
    return served;
  }

  /** The types of the events so far, those of single chunks and messages left out. */
  get types(): string[] {
    return this.events
      .map(({ type }) => type)
      .filter((type) => !['received', 'sent', 'message', 'reply'].includes(type));
  }

  all<T extends ServerEvent['type']>(type: T): Told<T>[] {
    return this.events.filter((event) => event.type === type) as Told<T>[];
  }

  /** Resolves with the events of the type, when there are `count` of them. */
  told<T extends ServerEvent['type']>(type: T, count = 1): Promise<Told<T>[]> {
    return new Promise((resolve, reject) => {
      const watch = (): void => {
        const found = this.all(type);
        if (found.length < count) return;
        clearTimeout(timer);
        this.#watchers.delete(watch);
        resolve(found);
      };
      const timer = setTimeout(() => {
        this.#watchers.delete(watch);
        reject(new Error(`not told ${String(count)} times ${type}: ${this.types.join(', ')}`));
      }, PATIENCE);
      this.#watchers.add(watch);
      watch();
    });
  }
}

/** A client of a server in memory: what it got, and its sending side. */
export interface MemoryPeer {
  readonly link: MemoryLink;
  readonly got: string[];
}

/** An echo of lines without a network, and what connects to it. */
export async function serveInMemory(
  options: Partial<ServerOptions> = {},
): Promise<{ served: Served; connect: () => MemoryPeer }> {
  const memory: { listener?: MemoryListener } = {};
  const served = await Served.start({
    ...options,
    listen: (_where, acceptor) => Promise.resolve((memory.listener = new MemoryListener(acceptor))),
  });
  const connect = (): MemoryPeer => {
    const got: string[] = [];
    const link = memory.listener?.connect({
      receive: (chunk) => {
        got.push(Buffer.from(chunk).toString());
      },
      end: () => {
        got.push('<end>');
      },
      reset: () => {
        got.push('<reset>');
      },
    });
    if (link === undefined) throw new Error('the server has not listened');
    return { link, got };
  };
  return { served, connect };
}

/** Everything that is under way in memory has arrived when this resolves. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
}

/** A handler that does what the test wants. */
export function handlerOf(connect: (peer: Peer) => Conversation): Handler {
  return { name: 'test', summary: 'for this test', examples: [], codec: bytes, connect };
}

/** Ends the servers and clients of a test: for `afterEach`. */
export async function stopServed(): Promise<void> {
  closeClients();
  const all = [...running];
  running.clear();
  await Promise.all(all.map((server) => server.stop(0)));
}
