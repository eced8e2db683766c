import type { Step } from '../../lab/step.js';
import type { Endpoint } from '../../transport/listener.js';
import type { Job } from '../run/job.js';

/** A program that takes part, and how it is prepared and started. */
export interface Participant extends Pick<Job, 'check' | 'build' | 'program'> {
  /** Its files, in the folder that the worker sees. */
  readonly folder: string;
  /** Client: the ports that it may connect to. */
  readonly ports: readonly number[];
}

/** How a client does with the reference: what it is measured by with other servers. */
export interface Baseline {
  /** Why it is not right even so. */
  readonly cause?: string;
  readonly exit: string;
  /** What it sent, and what the reference answered, to be said again to a server. */
  readonly steps: readonly Step[];
  /** Where it was met, where that is none of the ports that its source tells. */
  readonly port?: number;
}

/** A client of a row. */
export interface RowClient {
  /** Its number among all. */
  readonly index: number;
  readonly participant: Participant;
  /** Unknown in the row of the reference, which finds it out. */
  readonly baseline?: Baseline;
}

/** What a worker is to do: one server with some clients. Without a player the server is the reference. */
export interface RowJob {
  /** The lab's folder. */
  readonly lab: string;
  readonly server?: Participant;
  /** The lab's own client plays too. */
  readonly withScript: boolean;
  readonly clients: readonly RowClient[];
}

/** Who is to blame, as far as that is known. */
export type Blamed = 'server' | 'client' | 'both';

/** How a client and a server get on. */
export interface Cell {
  readonly ok: boolean;
  /** Not ok: why. */
  readonly cause?: string;
  readonly atFault?: Blamed;
  /** The client's port is not the server's: bytes were passed on. */
  readonly relayed?: true;
}

/** What a worker tells. */
export type RowNews =
  /** `client` is left out for the lab's own. */
  | { readonly type: 'cell'; readonly client?: number; readonly cell: Cell; readonly baseline?: Baseline }
  | { readonly type: 'done' }
  | { readonly type: 'broken'; readonly message: string };

/** Where a client looks for its server, on every address of this network. */
export function placesOf({ ports }: Pick<Participant, 'ports'>, found?: number): Endpoint[] {
  return [...ports, ...(found === undefined ? [] : [found])].map((port) => ({ host: '0.0.0.0', port }));
}
