/** Something that the user asked for cannot be had. The message is one line and says what can. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
