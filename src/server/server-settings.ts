import type { Mode, Transport } from '../lab/lab.js';

/** How a server serves. Times in milliseconds; 0 switches a timeout off. */
export interface ServerSettings {
  readonly transport: Transport;
  readonly host: string;
  readonly port: number;
  readonly mode: Mode;
  /** How many clients may wait in iterative mode. */
  readonly backlog: number;
  /** Largest message, in bytes. */
  readonly maxFrame: number;
  readonly maxConnections: number;
  /** A connection is closed when nothing was received for this long. */
  readonly idleTimeout: number;
  /** A message that was begun has to be whole after this time. */
  readonly frameTimeout: number;
  /** How long a stopping server goes on serving the connections that are open. */
  readonly grace: number;
}

/** What a server does unless told otherwise. */
export const defaultSettings: ServerSettings = {
  transport: 'tcp',
  host: '127.0.0.1',
  port: 0,
  mode: 'concurrent',
  backlog: 5,
  maxFrame: 1024 * 1024,
  maxConnections: 50_000,
  idleTimeout: 600_000,
  frameTimeout: 60_000,
  grace: 3_000,
};
