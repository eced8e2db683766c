import type { CloseReason } from '../core/handler.js';
import type { Receiver, Wire } from '../core/wire.js';

/** Where to listen or to connect. Port 0 lets the system choose one. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** What a server's transport feeds: besides chunks and the end of the stream, the loss of the connection. */
export interface ConnectionReceiver extends Receiver {
  /** So much waits for the peer that nothing more is to be made for it, until `resume`. What has come is kept. */
  hold?(): void;
  /** True when not all that has come was handled: `resume` goes on with it, once others have had their turn. */
  readonly held?: boolean;
  resume?(): void;
  /** The connection broke or was dropped by the transport. Not called after a proper end. */
  lost(reason: CloseReason): void;
}

/** An accepted connection. Nothing is read from it until it is started, so that no byte can be early. */
export interface Connection {
  readonly peer: Endpoint;
  readonly wire: Wire;
  start(receiver: ConnectionReceiver): void;
  /** 0 when the peer has taken all that was sent; changes as it takes something. */
  readonly unsent: number;
  /** Ends it at once: with a reset, where the transport has one, unless everything was sent and ended before. */
  destroy(): void;
}

/** What a transport tells the server. */
export interface Acceptor {
  accepted(connection: Connection): void;
  /** The connection is gone in both directions. Called once for each that was accepted. */
  gone(connection: Connection): void;
  /** The transport itself is in trouble (no file descriptors left, say) and goes on. */
  troubled(error: Error): void;
}

/** A transport that listens. */
export interface TransportListener {
  readonly address: Endpoint;
  /** Accepts no more; connections that are open stay open. Resolves when the address is free again for others to listen on. */
  close(): Promise<void>;
}

/** Limits that every transport keeps. */
export interface TransportLimits {
  /** Most bytes that may wait for a peer that does not read; a peer with more is dropped. */
  readonly maxUnsent: number;
}

/** Starts a transport. Rejects with the system's error when it cannot listen there. */
export type Listen = (endpoint: Endpoint, acceptor: Acceptor, limits: TransportLimits) => Promise<TransportListener>;
