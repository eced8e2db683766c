import type { Framing } from '../../core/framing.js';
import type { Handler } from '../../core/handler.js';

/** What all checks of one grading have in common. */
export interface CheckSettings {
  readonly framing: Framing;
  /** The reference: what a right server answers with. */
  readonly handler: Handler<unknown>;
  readonly maxFrame: number;
  readonly seed: number;
  /** The most that any wait takes. */
  readonly deadlineMs: number;
  /** How much longer a reply is waited for, to tell a late one from none. */
  readonly lateMs?: number;
  readonly signal?: AbortSignal;
}
