import { joinBytes } from '../core/frame-bytes.js';
import type { Wire } from '../core/wire.js';
import type { DatagramFault } from '../lab/fault-event.js';
import { FaultyRoad, type Timer } from '../lab/faulty-road.js';
import type { FaultPlan } from '../lab/faults.js';
import type { Connection, ConnectionReceiver, Listen } from '../transport/listener.js';

/** What a faulty network does, with what, and who is told. */
export interface Faultiness {
  readonly plan: FaultPlan;
  readonly seed: number;
  readonly timer: Timer;
  readonly tell: (event: DatagramFault) => void;
}

/** A transport of datagrams behind a network that does what a plan says. Throws a RangeError for a plan that makes no sense. */
export function faultyListen(listen: Listen, { plan, seed, timer, tell }: Faultiness): Listen {
  const toServer = new FaultyRoad('server', plan.toServer ?? {}, plan.seed ?? seed, timer);
  const toClient = new FaultyRoad('client', plan.toClient ?? {}, plan.seed ?? seed, timer);
  return async (where, acceptor, limits) => {
    const known = new Map<Connection, Connection>();
    const listener = await listen(
      where,
      {
        accepted(connection) {
          const faulty = new FaultyConnection(connection, toServer, toClient, tell);
          known.set(connection, faulty);
          acceptor.accepted(faulty);
        },
        gone(connection) {
          const faulty = known.get(connection);
          known.delete(connection);
          if (faulty !== undefined) acceptor.gone(faulty);
        },
        troubled(error) { acceptor.troubled(error); },
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

class FaultyConnection implements Connection, Wire {
  readonly datagrams = true;
  readonly #connection: Connection;
  readonly #toServer: FaultyRoad;
  readonly #toClient: FaultyRoad;
  readonly #tell: (event: DatagramFault) => void;

  constructor(connection: Connection, toServer: FaultyRoad, toClient: FaultyRoad, tell: (event: DatagramFault) => void) {
    this.#connection = connection;
    this.#toServer = toServer;
    this.#toClient = toClient;
    this.#tell = tell;
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
      receive: (datagram) => { this.#toServer.carry(datagram, { arrive, fault: this.#tell }); },
      end: () => { receiver.end(); },
      lost: (reason) => { receiver.lost(reason); },
    });
  }

  write(chunks: readonly Uint8Array[]): boolean {
    // Copied: the memory is used again before a late one arrives.
    this.#toClient.carry(joinBytes(chunks), { arrive: (datagram) => { this.#connection.wire.write([datagram]); }, fault: this.#tell });
    return true;
  }

  end(): void {
    this.#connection.wire.end();
  }

  destroy(): void {
    this.#connection.destroy();
  }
}
