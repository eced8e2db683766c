import { joinBytes } from '../../core/frame-bytes.js';
import type { Failure } from '../failure.js';
import type { ScriptedClient } from '../scripted-client.js';
import { badScript } from '../step-failure.js';
import { scriptStep, type RunningScript } from '../step-kind.js';

const CHUNK = 64 * 1024;
// The buffers of both systems hold less than a third of it, so that no server gets as far that waits until it can send.
const MOST = 64 * 1024 * 1024;
const STALLED_MS = 500; // nothing more was taken for so long

/** The server has to stop taking them. One that never does keeps in its memory all that it cannot send. */
export default scriptStep({
  op: 'overfill',
  shape: ({ messages }) => ({ messages }),
  example: 'overfill: Hello',
  does: 'reads nothing more, and sends the message again and again, up to 64 MiB: the server has to stop taking them, as it cannot send its replies',
  run: ({ messages }, script, name) =>
    script.withClient(name, (client) => overfill(client, joinBytes(script.frames(messages)), script)),
});

/**
 * Reads nothing and sends these bytes again and again, until they are not taken any more or the connection is gone, which is a
 * server's right. A slow machine can only make it seem that a server has stopped: it is never blamed for that.
 */
async function overfill(
  client: ScriptedClient,
  bytes: Uint8Array,
  script: RunningScript,
): Promise<Failure | undefined> {
  const { patience, rests } = script.settings;
  if (bytes.length === 0) return badScript('nothing that a server could be filled with: the messages are empty');
  client.pause();
  const chunk = joinBytes(Array.from({ length: Math.ceil(CHUNK / bytes.length) }, () => bytes));
  for (let taken = 0; taken < MOST; taken += chunk.length) {
    const last = { isTaken: false };
    const written = taken === 0 ? client.write(chunk) : client.repeat(chunk);
    void written
      .then(
        () => {
          last.isTaken = true;
        },
        () => undefined,
      )
      .then(() => {
        client.wake();
      });
    const isDecided = (): boolean => last.isTaken || client.isOver || script.isStopped;
    if (!(await client.until(isDecided, STALLED_MS, patience))) {
      await rests?.(); // it may not have come to it yet
      await client.until(isDecided, STALLED_MS, patience);
    }
    if (!last.isTaken) return undefined;
  }
  return {
    kind: 'reads-on',
    message: `the server took ${String(MOST / 1024 / 1024)} MiB from a client that reads none of its replies: it has to stop reading while it cannot send, or they fill its memory`,
  };
}
