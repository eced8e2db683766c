import type { Checks } from '../../src/lab/check.js';
import { receiverChecks } from './receiver-checks.js';
import { senderChecks } from './sender-checks.js';

/** The checks for messages of so many bytes. */
export function checksFor(piece: number): Checks {
  return { server: receiverChecks, client: senderChecks(piece) };
}
