import { systemClock } from '../client/clock.js';
import type { DatagramFault } from '../lab/fault-event.js';
import { faultSummary } from '../lab/fault-words.js';
import type { FaultPlan } from '../lab/faults.js';
import { faultyListen } from '../server/faulty-listen.js';
import type { LabServer } from '../server/lab-server.js';
import type { Listen } from '../transport/listener.js';
import { listenUdp } from '../transport/udp.js';

const MOST_COUNTED = 100_000;
const NOTHING = new Uint8Array(0);

/** A server behind a bad network. */
export interface FaultyServing {
  /** What it is composed with. */
  readonly options: { readonly listen: Listen };
  /** The events of this server tell of the network as well. */
  readonly tellTo: (server: LabServer) => void;
  /** What the network has done so far, a line for each direction. */
  readonly summary: () => string[];
}

/** Puts a bad network before a server of datagrams. */
export function serveFaultily({ plan, seed }: { readonly plan: FaultPlan; readonly seed: number }): FaultyServing {
  const faults: DatagramFault[] = [];
  let server: LabServer | undefined;
  const tell = (fault: DatagramFault): void => {
    // Without their bytes: they are only counted.
    if (faults.length < MOST_COUNTED) faults.push({ ...fault, bytes: NOTHING });
    server?.events.emit({ type: 'fault', fault });
  };
  return {
    options: { listen: faultyListen(listenUdp, { plan, seed, timer: systemClock, tell }) },
    tellTo: (composed) => { server = composed; },
    summary: () => faultSummary(faults),
  };
}
