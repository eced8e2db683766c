import type { Exchange } from '../../core/exchange.js';

/** Examines messages that carry a checksum. */
export interface Checker {
  /** What is sent and what is answered. */
  readonly examples: readonly Exchange[];
  check(message: Uint8Array): CheckerVerdict;
}

/** What a checker says of one message. */
export interface CheckerVerdict {
  readonly reply: string;
  /** The connection ends with this reply. */
  readonly closes?: boolean;
}
