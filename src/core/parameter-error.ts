/**
 * A text that was given to a plugin, behind its colon or as a name, means nothing to it. The message is one line for whoever wrote that
 * text, and says what would do. It is the user's mistake; whatever else a plugin throws is a bug of the plugin.
 */
export class ParameterError extends RangeError {
  override readonly name = 'ParameterError';
}

/** True for a ParameterError, also one made by another copy of this module (a plugin may bring its own). */
export function isParameterError(error: unknown): error is ParameterError {
  return error instanceof Error && error.name === 'ParameterError';
}
