import type { CloseReason } from '../core/handler.js';
import type { SessionEvent } from '../core/session-event.js';
import type { DatagramEvent } from '../impairment/impairment-event.js';
import type { Endpoint } from '../transport/listener.js';

/** Everything that a server tells. Whoever watches a connection (a log, a transcript, a capture) reads this stream. */
export type ServerEvent =
  | SessionEvent
  | { readonly type: 'listening'; readonly address: Endpoint }
  | { readonly type: 'opened'; readonly session: number; readonly peer: Endpoint; readonly active: number }
  /** One at a time: this client waits for its turn, with `waiting` clients in all. */
  | { readonly type: 'waiting'; readonly peer: Endpoint; readonly waiting: number }
  | { readonly type: 'refused'; readonly peer: Endpoint; readonly limit: string }
  | {
      readonly type: 'closed';
      readonly session: number;
      readonly peer: Endpoint;
      readonly reason: CloseReason;
      readonly active: number;
      /** What was received from it. */
      readonly messages: number;
      readonly bytes: number;
    }
  /** The network has done something to a datagram, on purpose. */
  | { readonly type: 'fault'; readonly fault: DatagramEvent }
  /** The handler, or a service of its, has something to say. */
  | { readonly type: 'logged'; readonly level: 'info' | 'warn'; readonly line: string }
  /** The system refuses something (file descriptors have run out, say); the server goes on. */
  | { readonly type: 'trouble'; readonly error: Error }
  | { readonly type: 'stopping'; readonly active: number }
  | { readonly type: 'stopped' };
