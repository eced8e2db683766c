import { systemClock } from '../../../core/clock.js';
import type { DatagramEvent } from '../../../impairment/impairment-event.js';
import { impairmentSummary } from '../../../impairment/impairment-words.js';
import type { ImpairmentPlan } from '../../../impairment/impairment-plan.js';
import { impairedListen } from '../../../impairment/impaired-listen.js';
import type { LabServer } from '../../../server/lab-server.js';
import type { Listen } from '../../../transport/listener.js';
import { listenUdp } from '../../../transport/udp.js';

const MOST_COUNTED = 100_000;
const NOTHING = new Uint8Array(0);

/** A server behind a bad network. */
export interface ImpairedServer {
  /** What it is composed with. */
  readonly options: { readonly listen: Listen };
  /** The events of this server tell of the network as well. */
  readonly tellTo: (server: LabServer) => void;
  /** What the network has done so far, a line for each direction. */
  readonly summary: () => string[];
}

/** Puts a bad network before a server of datagrams. */
export function serveImpaired({
  plan,
  seed,
}: {
  readonly plan: ImpairmentPlan;
  readonly seed: number;
}): ImpairedServer {
  const events: DatagramEvent[] = [];
  let server: LabServer | undefined;
  const tell = (impairment: DatagramEvent): void => {
    // Without their bytes: they are only counted.
    if (events.length < MOST_COUNTED) events.push({ ...impairment, bytes: NOTHING });
    server?.events.emit({ type: 'fault', fault: impairment });
  };
  return {
    options: { listen: impairedListen(listenUdp, { plan, seed, timer: systemClock, report: tell }) },
    tellTo: (composed) => {
      server = composed;
    },
    summary: () => impairmentSummary(events),
  };
}
