import { joinBytes } from '../core/frame-bytes.js';
import type { Wire } from '../core/wire.js';
import type { DatagramEvent } from './impairment-event.js';
import { ImpairedRoad, type Timer } from './impaired-road.js';
import type { ImpairmentPlan } from './impairment-plan.js';
import type { Connection, ConnectionReceiver, Listen } from '../transport/listener.js';

/** What a impaired network does, with what, and who is told. */
export interface ImpairedServing {
  readonly plan: ImpairmentPlan;
  readonly seed: number;
  readonly timer: Timer;
  readonly report: (event: DatagramEvent) => void;
}

/** A transport of datagrams behind a network that does what a plan says. Throws a RangeError for a plan that makes no sense. */
export function impairedListen(listen: Listen, { plan, seed, timer, report: tell }: ImpairedServing): Listen {
  const toServer = new ImpairedRoad('server', plan.toServer ?? {}, plan.seed ?? seed, timer);
  const toClient = new ImpairedRoad('client', plan.toClient ?? {}, plan.seed ?? seed, timer);
  return async (endpoint, acceptor, limits) => {
    const known = new Map<Connection, Connection>();
    const listener = await listen(
      endpoint,
      {
        accepted(connection) {
          const impaired = new ImpairedConnection(connection, toServer, toClient, tell);
          known.set(connection, impaired);
          acceptor.accepted(impaired);
        },
        gone(connection) {
          const impaired = known.get(connection);
          known.delete(connection);
          if (impaired !== undefined) acceptor.gone(impaired);
        },
        troubled(error) {
          acceptor.troubled(error);
        },
      },
      limits,
    );
    return {
      address: listener.address,
      close() {
        toServer.close();
        toClient.close();
        return listener.close();
      },
    };
  };
}

class ImpairedConnection implements Connection, Wire {
  readonly datagrams = true;
  readonly #connection: Connection;
  readonly #toServer: ImpairedRoad;
  readonly #toClient: ImpairedRoad;
  readonly #report: (event: DatagramEvent) => void;

  constructor(
    connection: Connection,
    toServer: ImpairedRoad,
    toClient: ImpairedRoad,
    tell: (event: DatagramEvent) => void,
  ) {
    this.#connection = connection;
    this.#toServer = toServer;
    this.#toClient = toClient;
    this.#report = tell;
  }

  get wire(): Wire {
    return this;
  }

  get peer(): Connection['peer'] {
    return this.#connection.peer;
  }

  get unsent(): number {
    return this.#connection.unsent;
  }

  start(receiver: ConnectionReceiver): void {
    const arrive = (datagram: Uint8Array): void => {
      receiver.receive(datagram);
      while (receiver.held === true) receiver.resume?.();
    };
    this.#connection.start({
      receive: (datagram) => {
        this.#toServer.carry(datagram, { arrive, report: this.#report });
      },
      end: () => {
        receiver.end();
      },
      lost: (reason) => {
        receiver.lost(reason);
      },
    });
  }

  write(chunks: readonly Uint8Array[]): boolean {
    // Copied: the memory is used again before a late one arrives.
    this.#toClient.carry(joinBytes(chunks), {
      arrive: (datagram) => {
        this.#connection.wire.write([datagram]);
      },
      report: this.#report,
    });
    return true;
  }

  end(): void {
    this.#connection.wire.end();
  }

  destroy(): void {
    this.#connection.destroy();
  }
}
