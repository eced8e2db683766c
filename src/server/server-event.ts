import type { CloseReason } from '../core/handler.js';
import type { SessionEvent } from '../core/session-event.js';
import type { DatagramFault } from '../lab/fault-event.js';
import type { Where } from '../transport/listener.js';

/** Everything that a server tells. Whoever watches a connection (a log, a transcript, a capture) reads this stream. */
export type ServerEvent =
  | SessionEvent
  | { readonly type: 'listening'; readonly address: Where }
  | { readonly type: 'opened'; readonly session: number; readonly peer: Where; readonly active: number }
  /** One at a time: this client waits for its turn, with `waiting` clients in all. */
  | { readonly type: 'waiting'; readonly peer: Where; readonly waiting: number }
  | { readonly type: 'refused'; readonly peer: Where; readonly limit: string }
  | {
      readonly type: 'closed';
      readonly session: number;
      readonly peer: Where;
      readonly reason: CloseReason;
      readonly active: number;
      /** What was received from it. */
      readonly messages: number;
      readonly bytes: number;
    }
  /** The network has done something to a datagram, on purpose. */
  | { readonly type: 'fault'; readonly fault: DatagramFault }
  /** The system refuses something (file descriptors have run out, say); the server goes on. */
  | { readonly type: 'trouble'; readonly error: Error }
  | { readonly type: 'stopping'; readonly active: number }
  | { readonly type: 'stopped' };
