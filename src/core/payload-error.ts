/** A framing cannot carry this message. The message of the error is one line: how long it is and what the limit is, or which byte cannot be sent. */
export class PayloadError extends RangeError {
  override readonly name = 'PayloadError';
}

/** True for a PayloadError, also one made by another copy of this module (a framing may bring its own). */
export function isPayloadError(error: unknown): error is PayloadError {
  return error instanceof Error && error.name === 'PayloadError';
}
