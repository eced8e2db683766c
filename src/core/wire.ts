/** The sending side of one connection: a socket, or a test's array. */
export interface Wire {
  /**
   * Sends the chunks one behind the other. True: the bytes are gone and their memory may be used again. False: the wire
   * keeps the memory, as the peer is slower than we are.
   */
  write(chunks: readonly Uint8Array[]): boolean;
  /** Ends our direction when everything written before is out. */
  end(): void;
  /** True where every write is a datagram of its own: then a write carries exactly one frame. */
  readonly datagrams?: boolean;
}

/** The receiving side of one connection: what a transport feeds. */
export interface Receiver {
  /** `chunk` now belongs to the receiver, and is never written to again. */
  receive(chunk: Uint8Array): void;
  /** The peer has ended its direction; ours may still be open. */
  end(): void;
}
