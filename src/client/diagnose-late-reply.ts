import type { Expectation } from './expectation.js';
import type { Failure } from './failure.js';
import { duration, unmet } from './step-failure.js';
import type { Clock } from '../core/clock.js';
import type { ScriptedClient } from './scripted-client.js';

/** For how long a reply is waited for, and how much longer to tell a late one from none. */
export interface Patience {
  readonly deadlineMs: number;
  readonly lateMs: number;
  readonly clock: Clock;
}

/** What came of waiting on after the deadline; `undefined` when nothing new did. */
export async function diagnoseLateReply(
  expectation: Expectation,
  client: ScriptedClient,
  settled: () => boolean,
  { deadlineMs, lateMs, clock }: Patience,
): Promise<Failure | undefined> {
  const { expected, actual } = expectation;
  const begin = clock.now();
  await client.until(settled, lateMs);
  const after = duration(Math.round((deadlineMs + clock.now() - begin) / 100) * 100);
  if (expectation.isMet) {
    const what = actual.length === 0 ? 'the right reply came' : 'the rest of the right reply came';
    return {
      kind: 'late',
      expected,
      actual,
      offset: actual.length,
      message: `${what} after ${after}, and had to come within ${duration(deadlineMs)}`,
    };
  }
  if (!expectation.isWrong) return undefined;
  const failure = unmet(expectation, client, deadlineMs);
  return { ...failure, message: `${failure.message}; and it came only after ${after}` };
}
