import { diagnoseLateReply } from './diagnose-late-reply.js';
import { Expectation } from './expectation.js';
import type { Failure } from './failure.js';
import type { ScriptedClient } from './scripted-client.js';
import { unmet } from './step-failure.js';
import type { RunningScript } from './step-kind.js';

const PROBE_MS = 500;
const ONLY_AFTER_END =
  'the reply came only after the client had ended its direction: the server has to answer each message, not wait for the end of the stream';

/** Waits until these frames, and no other bytes before them, have come; where they do not, finds out why. */
export async function awaitFrames(
  client: ScriptedClient,
  frames: readonly Uint8Array[],
  script: RunningScript,
  name: string,
): Promise<Failure | undefined> {
  const { deadlineMs, lateMs, patience } = script.settings;
  const expectation = new Expectation(frames, client.datagrams);
  const settled = (): boolean => expectation.advance(client.inbox) || script.isHopeless(client);
  const isMet = (): boolean => expectation.isMet;
  await client.until(settled, deadlineMs, patience);
  if (isMet()) return undefined;
  const failure = unmet(expectation, client, deadlineMs);
  if (lateMs > 0 && !script.isStopped && (failure.kind === 'nothing-came' || failure.kind === 'incomplete')) {
    const late = await diagnoseLateReply(expectation, client, settled, script.settings);
    if (late !== undefined) return late;
  }
  if (failure.kind !== 'nothing-came' || client.datagrams || client.sentAll || script.isStopped) return failure;
  // Before anything else is tried, which could be all that it waits for.
  const diagnosed = await script.diagnosed(failure, name);
  // It has failed, but a common mistake shows only now: a server that reads up to the end of the stream before it answers.
  client.endSending();
  await client.until(settled, Math.min(deadlineMs, PROBE_MS), patience);
  return isMet() ? { ...failure, kind: 'after-end', message: ONLY_AFTER_END } : diagnosed;
}
