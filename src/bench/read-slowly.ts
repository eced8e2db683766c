import { setTimeout as delay } from 'node:timers/promises';
import { CheckedClient } from './checked-client.js';
import type { LoadShape, LoadTarget, SlowSample } from './load.js';
import { memoryKib } from './cpu-seconds.js';
import { TestMessages } from './test-messages.js';

const MIB = 1024 * 1024;
const LOOK = 20; // milliseconds between two looks at the server's memory
const PATIENCE = 60_000; // for all replies, once they are read
const PORTION = 64 * 1024; // bytes, about, that are handed to the system at once

/** One connection sends and reads nothing for the duration, another exchanges single messages; then everything is read. */
export async function readSlowly(
  target: LoadTarget,
  shape: LoadShape,
  maxMib: number,
  signal: AbortSignal,
): Promise<SlowSample> {
  const messages = new TestMessages(shape);
  const portion = Math.max(1, Math.floor(PORTION / messages.length));
  let errors = 0;
  let error = '';
  let probeWorstMs = 0;
  let sending = true;
  let sent = 0;
  const failed = (text: string): void => {
    if (errors++ === 0) error = text;
  };

  const push = (): void => {
    while (sending && sent < maxMib * MIB) {
      sent += portion * messages.length;
      if (!slow.send(portion)) return;
    }
  };
  const slow = await CheckedClient.open(target.port, 0, messages, { answered: () => undefined, failed, drained: push });
  const probe = await CheckedClient.open(target.port, 1, messages, {
    answered: () => {
      if (sending) probe.send(1);
    },
    took: (milliseconds) => {
      probeWorstMs = Math.max(probeWorstMs, milliseconds);
    },
    failed,
  });
  try {
    const before = memoryKib(target.pids);
    let peak = before;
    const look = (): void => {
      const now = memoryKib(target.pids);
      if (now !== undefined) peak = Math.max(peak ?? 0, now);
    };
    slow.read(false);
    probe.send(1);
    push();
    for (const end = performance.now() + shape.duration * 1000; performance.now() < end;) {
      await delay(LOOK, undefined, { signal });
      look();
    }
    sending = false;
    const takenMib = (sent - slow.unsent) / MIB;
    slow.read(true);
    for (const end = performance.now() + PATIENCE; slow.unanswered > 0 && errors === 0;) {
      if (performance.now() > end)
        failed(`${String(slow.unanswered)} messages without a reply after ${String(PATIENCE / 1000)} s`);
      await delay(LOOK, undefined, { signal });
      look();
    }
    const growthMib = before === undefined || peak === undefined ? null : (peak - before) / 1024;
    return { takenMib, growthMib, probeWorstMs, errors, error };
  } finally {
    slow.close();
    probe.close();
  }
}
