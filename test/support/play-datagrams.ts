import { play, type Played, type PlaySettings } from '../../src/client/play.js';
import datagram from '../../src/framings/datagram.js';
import { faultText } from '../../src/lab/fault-event.js';
import type { CheckStep } from '../../src/lab/step.js';

/** Plays steps over datagrams. */
export function playDatagrams(steps: readonly CheckStep[], settings: Omit<PlaySettings, 'framing'>): Promise<Played> {
  return play({ title: 'test', steps }, { framing: datagram(), ...settings });
}

/** What went over the network, and what the network did to it, line by line. */
export function exchanged({ transcript }: Played): string[] {
  return transcript.flatMap((entry) => {
    if (entry.type === 'fault') return [`${entry.dir}: ${faultText(entry.fault)}`];
    return entry.type === 'bytes' ? [`${entry.dir}: ${Buffer.from(entry.bytes).toString()}`] : [];
  });
}
