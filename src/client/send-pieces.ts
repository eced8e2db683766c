import { withinTime } from '../core/within-time.js';
import type { Failure } from './failure.js';
import type { ScriptedClient } from './scripted-client.js';
import { badScript, duration } from './step-failure.js';
import type { RunningScript } from './step-kind.js';

/** Sends each of the parts, cut at these offsets, with a pause between the pieces so that they are likely to be read apart. */
export async function sendPieces(
  client: ScriptedClient,
  parts: readonly Uint8Array[],
  cuts: readonly number[] = [],
  script: RunningScript,
): Promise<Failure | undefined> {
  const { patience, deadlineMs, gapMs, signal } = script.settings;
  if (client.sentAll) return badScript('its direction was ended: nothing can be sent any more');
  if (client.datagrams && cuts.length > 0) return badScript('a datagram cannot be cut: it arrives whole or not at all');
  const pieces = client.datagrams ? parts : parts.flatMap((part) => cutAt(part, cuts));
  for (const [index, piece] of pieces.entries()) {
    if (index > 0 && !client.datagrams)
      await client.until(() => script.isStopped || client.lostTo !== undefined, gapMs);
    if (client.paused) {
      client.write(piece).catch(() => undefined); // it is not to be taken
      continue;
    }
    const isTaken = await withinTime(
      client.write(piece).then(() => true),
      patience,
      deadlineMs,
      signal,
    );
    if (isTaken === undefined)
      return {
        kind: 'not-read',
        message: `the server does not read: not all of ${String(piece.length)} bytes could be sent within ${duration(deadlineMs)}`,
      };
  }
  return undefined;
}

/** The pieces between the offsets; offsets outside and double ones make none. */
function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts.filter((cut) => cut > 0 && cut < bytes.length).sort((a, b) => a - b), bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end)).filter((piece) => piece.length > 0);
}
