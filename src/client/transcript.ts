import type { ImpairmentEvent } from '../impairment/impairment-event.js';
import type { Endpoint } from '../transport/listener.js';

/** `send`: from the client to the server. */
export type Direction = 'send' | 'receive';

/** What happened on the connection of one client, `t` milliseconds after the script began. */
export type TranscriptEntry =
  | ({
      readonly type: 'connected';
      readonly local: Endpoint;
      readonly peer: Endpoint;
      readonly datagrams: boolean;
    } & At)
  | ({ readonly type: 'bytes'; readonly dir: Direction; readonly bytes: Uint8Array } & At)
  /** This direction was ended. */
  | ({ readonly type: 'ended'; readonly dir: Direction } & At)
  /** The connection broke: by the server (`receive`) or by the client (`send`). */
  | ({ readonly type: 'reset'; readonly dir: Direction } & At)
  /** The network has done something to a datagram, or to the bytes, of this direction. */
  | ({ readonly type: 'fault'; readonly dir: Direction; readonly fault: ImpairmentEvent } & At)
  /** The client has closed both directions. */
  | ({ readonly type: 'closed' } & At);

interface At {
  readonly t: number;
  readonly client: string;
}

/** Every entry in order. */
export type Transcript = readonly TranscriptEntry[];
