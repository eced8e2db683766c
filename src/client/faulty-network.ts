import type { FaultEvent } from '../lab/fault-event.js';
import { FaultyStream } from '../lab/faulty-stream.js';
import { FaultyRoad } from '../lab/faulty-road.js';
import type { End, FaultPlan } from '../lab/faults.js';
import { LinkError, type Connector, type Link, type LinkReceiver } from '../transport/link.js';
import type { Clock } from './clock.js';
import { FaultyStreamLink } from './faulty-stream-link.js';

/** The network between a script and a program, which does what a plan says. All of a play's connections share it. */
export class FaultyNetwork {
  /** The end at which the script is. */
  readonly ours: End;
  readonly #toProgram: FaultyRoad;
  readonly #toScript: FaultyRoad;
  readonly #stream: FaultPlan['stream'];
  readonly #seed: number;
  readonly #clock: Clock;
  #streams = 0;

  /** Throws a RangeError for a plan that makes no sense. */
  constructor(plan: FaultPlan, seed: number, ours: End, clock: Clock) {
    const road = (to: End): FaultyRoad => new FaultyRoad(to, (to === 'server' ? plan.toServer : plan.toClient) ?? {}, plan.seed ?? seed, clock);
    this.ours = ours;
    this.#stream = plan.stream;
    this.#seed = plan.seed ?? seed;
    this.#clock = clock;
    this.#toScript = road(ours);
    this.#toProgram = road(ours === 'client' ? 'server' : 'client');
  }

  /** Connects over this network. What it does to what a connection carries is told to `fault`. */
  through(connect: Connector, fault: (event: FaultEvent) => void): Connector {
    return async (receiver, signal) => {
      const connected: { isStream?: boolean } = {};
      const arrive = (datagram: Uint8Array): void => { receiver.receive(datagram); };
      const link = await connect(
        {
          receive: (chunk) => {
            if (connected.isStream === true) receiver.receive(chunk);
            else this.#toScript.carry(chunk, { arrive, fault });
          },
          end: () => { receiver.end(); },
          lost: (error) => { receiver.lost(error); },
        },
        signal,
      );
      connected.isStream = !link.datagrams;
      return link.datagrams ? new FaultyLink(link, receiver, this.#toProgram, fault) : this.#faultyStream(link, fault);
    };
  }

  #faultyStream(link: Link, fault: (event: FaultEvent) => void): Link {
    if (this.#stream === undefined) return link;
    const to = this.ours === 'client' ? 'server' : 'client';
    const stream = new FaultyStream(this.#stream, this.#seed, String(++this.#streams));
    return new FaultyStreamLink(link, stream, this.#stream, this.#clock, (deed) => { fault({ to, ...deed }); });
  }

  /** Nothing that is still on its way arrives. */
  close(): void {
    this.#toProgram.close();
    this.#toScript.close();
  }
}

/** A link whose datagrams go over a faulty road. */
class FaultyLink implements Link {
  readonly datagrams = true;
  readonly local: Link['local'];
  readonly peer: Link['peer'];
  readonly #link: Link;
  readonly #receiver: LinkReceiver;
  readonly #road: FaultyRoad;
  readonly #fault: (event: FaultEvent) => void;

  constructor(link: Link, receiver: LinkReceiver, road: FaultyRoad, fault: (event: FaultEvent) => void) {
    this.local = link.local;
    this.peer = link.peer;
    this.#link = link;
    this.#receiver = receiver;
    this.#road = road;
    this.#fault = fault;
  }

  write(bytes: Uint8Array): Promise<void> {
    this.#road.carry(bytes, {
      // The sender has been told long ago that its datagram is on its way.
      arrive: (datagram) => {
        this.#link.write(datagram).catch((error: unknown) => {
          if (error instanceof LinkError && error.kind !== 'stopped') this.#receiver.lost(error);
        });
      },
      fault: this.#fault,
    });
    return Promise.resolve();
  }

  end(): void {
    this.#link.end();
  }

  pause(): void {
    this.#link.pause();
  }

  close(): void {
    this.#link.close();
  }

  reset(): void {
    this.#link.reset();
  }
}
