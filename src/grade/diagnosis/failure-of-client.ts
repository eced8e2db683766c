import type { Failure } from '../../client/failure.js';

const AFTER_END =
  'the message came only when the server had ended its direction: the client has to send it at once, not when the stream ends';

/** A player's fault as it reads where a script plays the server and the program is the client. */
export function failureOfClient(failure: Failure): Failure {
  if (failure.kind === 'after-end') return { ...failure, message: AFTER_END };
  // Before the first quotation mark all words are the player's own.
  const [words = ''] = failure.message.split('"', 1);
  const own = words.replace(/\bthe server\b/, 'the client').replace(/\bthe right reply\b/, 'the right message');
  return { ...failure, message: own + failure.message.slice(words.length) };
}
