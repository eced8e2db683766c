/** What can be wrong with the bytes a peer sends. */
export type ProtocolErrorKind = 'too-long' | 'truncated' | 'malformed';

/**
 * The peer broke the protocol. Never thrown for a fault of ours.
 *
 * `offset` counts bytes of the stream (or of the message, where a codec throws it) up to the one that is wrong.
 */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';

  constructor(
    readonly kind: ProtocolErrorKind,
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

/** True for a ProtocolError, also one made by another copy of this module (a plugin may bring its own). */
export function isProtocolError(error: unknown): error is ProtocolError {
  return error instanceof Error && error.name === 'ProtocolError' && 'kind' in error && 'offset' in error;
}
