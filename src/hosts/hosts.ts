import type { Listen, Endpoint } from '../transport/listener.js';

/** How two hosts are made: real ones for the system, or two addresses of this machine. */
export type HostsKind = 'namespaces' | 'loopback';

/** Two hosts on this machine: clients are on one, the server on the other. */
export interface Hosts {
  readonly kind: HostsKind;
  /** What they are, in one line for people. */
  readonly words: string;
  /** The addresses by which they know one another. */
  readonly client: string;
  readonly server: string;
  /** What a client may meet there. */
  readonly cases: readonly Case[];
  /** Where the server listens, and by what address clients find it. */
  readonly bound: Endpoint;
  readonly listen: Listen;
  /** Takes them away. */
  close(): Promise<void>;
}

/** One way in which connecting can end. */
export interface Case {
  readonly what: string;
  readonly endpoint: Endpoint;
  /** What is worth knowing of what comes of it. */
  readonly note?: string;
}
