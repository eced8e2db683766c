import { defined } from '../../src/core/defined.js';
import type { Automaton, Behaviour } from '../../src/core/automaton.js';
import type { ImpairmentEvent } from '../../src/impairment/impairment-event.js';
import { ImpairedRoad, type Timer } from '../../src/impairment/impaired-road.js';
import type { End, ImpairmentPlan } from '../../src/impairment/impairment-plan.js';

/** Time that passes only when it is told to. */
export class VirtualTime implements Timer {
  #waiting: { readonly at: number; readonly run: () => void }[] = [];
  now = 0;

  after(ms: number, run: () => void): () => void {
    const entry = { at: this.now + ms, run };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }

  /** Runs what is next. False when nothing waits. */
  step(): boolean {
    const next = this.#waiting.reduce<{ at: number; run: () => void } | undefined>(
      (best, entry) => (best === undefined || entry.at < best.at ? entry : best),
      undefined,
    );
    if (next === undefined) return false;
    this.#waiting = this.#waiting.filter((other) => other !== next);
    this.now = next.at;
    next.run();
    return true;
  }
}

/** What came of two automata that talked over a faulty network. */
export interface Simulated {
  readonly done: Readonly<Record<End, boolean>>;
  readonly failed?: string;
  readonly faults: readonly ImpairmentEvent[];
  /** Every datagram that arrived. */
  readonly arrived: readonly string[];
  readonly ms: number;
}

/** Lets a client and a server talk over a network with this plan, until both are done or nothing happens any more. */
export function simulate(
  client: Automaton,
  server: Automaton,
  plan: ImpairmentPlan,
  seed: number,
  mostSteps = 1e5,
): Simulated {
  const time = new VirtualTime();
  const impairment: ImpairmentEvent[] = [];
  const arrived: string[] = [];
  const done = { client: false, server: false };
  const failures: string[] = [];
  const behaviours: Partial<Record<End, Behaviour>> = {};
  const roads = {
    client: new ImpairedRoad('client', plan.toClient ?? {}, seed, time),
    server: new ImpairedRoad('server', plan.toServer ?? {}, seed, time),
  };
  const start = (automaton: Automaton, end: End): void => {
    const other = end === 'client' ? 'server' : 'client';
    let stop: (() => void) | undefined;
    behaviours[end] = automaton({
      datagrams: true,
      now: () => time.now,
      send: (bytes) => {
        roads[other].carry(bytes.slice(), {
          arrive: (datagram) => {
            time.after(1, () => {
              arrived.push(`${end}: ${Buffer.from(datagram).toString()}`);
              behaviours[other]?.receive(datagram);
            });
          },
          report: (event) => {
            impairment.push(event);
          },
        });
      },
      setTimer: (ms) => {
        stop?.();
        stop = time.after(ms, () => behaviours[end]?.timeout?.());
      },
      stopTimer: () => stop?.(),
      end: () => undefined,
      done: () => {
        done[end] = true;
      },
      fail: (message) => {
        failures.push(message);
      },
    });
  };
  start(server, 'server');
  start(client, 'client');
  for (
    let steps = 0;
    steps < mostSteps && !(done.client && done.server) && failures.length === 0 && time.step();
    steps++
  );
  return {
    done,
    faults: impairment,
    arrived,
    ms: time.now,
    ...defined({ failed: failures[0] }),
  };
}
