import type { ImpairmentEvent } from './impairment-event.js';
import { ImpairedStream } from './impaired-stream.js';
import { ImpairedRoad } from './impaired-road.js';
import type { End, ImpairmentPlan } from './impairment-plan.js';
import { LinkError, type Connector, type Link, type LinkReceiver } from '../transport/link.js';
import type { Clock } from '../core/clock.js';
import { ImpairedStreamLink } from './impaired-stream-link.js';

/** The network between a script and a program, which does what a plan says. All of a play's connections share it. */
export class ImpairedNetwork {
  /** The end at which the script is. */
  readonly ours: End;
  readonly #toProgram: ImpairedRoad;
  readonly #toScript: ImpairedRoad;
  readonly #stream: ImpairmentPlan['stream'];
  readonly #seed: number;
  readonly #clock: Clock;
  #streams = 0;

  /** Throws a RangeError for a plan that makes no sense. */
  constructor(plan: ImpairmentPlan, seed: number, ours: End, clock: Clock) {
    const road = (to: End): ImpairedRoad =>
      new ImpairedRoad(to, (to === 'server' ? plan.toServer : plan.toClient) ?? {}, plan.seed ?? seed, clock);
    this.ours = ours;
    this.#stream = plan.stream;
    this.#seed = plan.seed ?? seed;
    this.#clock = clock;
    this.#toScript = road(ours);
    this.#toProgram = road(ours === 'client' ? 'server' : 'client');
  }

  /** Connects over this network. What it does to what a connection carries is told to `report`. */
  through(connect: Connector, report: (event: ImpairmentEvent) => void): Connector {
    return async (receiver, signal) => {
      const connected: { isStream?: boolean } = {};
      const arrive = (datagram: Uint8Array): void => {
        receiver.receive(datagram);
      };
      const link = await connect(
        {
          receive: (chunk) => {
            if (connected.isStream === true) receiver.receive(chunk);
            else this.#toScript.carry(chunk, { arrive, report });
          },
          end: () => {
            receiver.end();
          },
          lost: (error) => {
            receiver.lost(error);
          },
        },
        signal,
      );
      connected.isStream = !link.datagrams;
      return link.datagrams
        ? new ImpairedLink(link, receiver, this.#toProgram, report)
        : this.#impairedStream(link, report);
    };
  }

  #impairedStream(link: Link, report: (event: ImpairmentEvent) => void): Link {
    if (this.#stream === undefined) return link;
    const to = this.ours === 'client' ? 'server' : 'client';
    const stream = new ImpairedStream(this.#stream, this.#seed, String(++this.#streams));
    return new ImpairedStreamLink(link, stream, this.#stream, this.#clock, (deed) => {
      report({ to, ...deed });
    });
  }

  /** Nothing that is still on its way arrives. */
  close(): void {
    this.#toProgram.close();
    this.#toScript.close();
  }
}

/** A link whose datagrams go over a impaired road. */
class ImpairedLink implements Link {
  readonly datagrams = true;
  readonly local: Link['local'];
  readonly peer: Link['peer'];
  readonly #link: Link;
  readonly #receiver: LinkReceiver;
  readonly #road: ImpairedRoad;
  readonly #report: (event: ImpairmentEvent) => void;

  constructor(link: Link, receiver: LinkReceiver, road: ImpairedRoad, report: (event: ImpairmentEvent) => void) {
    this.local = link.local;
    this.peer = link.peer;
    this.#link = link;
    this.#receiver = receiver;
    this.#road = road;
    this.#report = report;
  }

  write(bytes: Uint8Array): Promise<void> {
    this.#road.carry(bytes, {
      // The sender has been told long ago that its datagram is on its way.
      arrive: (datagram) => {
        this.#link.write(datagram).catch((error: unknown) => {
          if (error instanceof LinkError && error.kind !== 'stopped') this.#receiver.lost(error);
        });
      },
      report: this.#report,
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
