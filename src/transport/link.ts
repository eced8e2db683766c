import type { Endpoint } from './listener.js';

/** A client's end of one connection. */
export interface Link {
  readonly local: Endpoint;
  readonly peer: Endpoint;
  /** True where every write is a message of its own, and nothing can be ended. */
  readonly datagrams: boolean;
  /** Resolves when the system has taken the bytes. Rejects with a LinkError. */
  write(bytes: Uint8Array): Promise<void>;
  /** Ends our direction; what the peer still sends is received. Throws a LinkError over datagrams. */
  end(): void;
  /** Reads nothing more: what comes fills the buffers of both systems. Throws a LinkError where nothing can be kept waiting. */
  pause(): void;
  /** Reaches the same peer from another port of this machine, where that makes sense. */
  elsewhere?(): Promise<Link>;
  /** Closes both directions. Nothing is received afterwards. */
  close(): void;
  /** Breaks the connection, so that the peer sees a reset. Throws a LinkError over datagrams. */
  reset(): void;
}

/** What a link feeds. */
export interface LinkReceiver {
  /** `chunk` (over datagrams: one whole datagram) now belongs to the receiver. */
  receive(chunk: Uint8Array): void;
  /** The peer has ended its direction. */
  end(): void;
  /** The connection broke; nothing follows. */
  lost(error: LinkError): void;
}

/** Connects, and feeds `receiver` from the first byte on. Rejects with a LinkError; gives up when `signal` is aborted. */
export type Connector = (receiver: LinkReceiver, signal?: AbortSignal) => Promise<Link>;

/** What can go wrong with a connection. */
export type LinkErrorKind =
  | 'refused' // nobody listens there
  | 'not-found' // no such host
  | 'unreachable' // no way to that host, or it does not answer
  | 'reset' // the peer broke the connection, or is gone
  | 'too-long' // more than a datagram can hold
  | 'unsupported' // not possible with this transport
  | 'stopped' // given up from this side
  | 'failed'; // anything else: the message says what

/** A connection that could not be made, or broke; the message is for people. */
export class LinkError extends Error {
  override readonly name = 'LinkError';

  constructor(
    readonly kind: LinkErrorKind,
    message: string,
  ) {
    super(message);
  }
}
