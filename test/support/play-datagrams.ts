import { runScript, type ScriptResult, type ScriptSettings } from '../../src/client/run-script.js';
import datagram from '../../src/framings/datagram.js';
import { impairmentText } from '../../src/impairment/impairment-event.js';
import type { CheckStep } from '../../src/lab/step.js';

/** Plays steps over datagrams. */
export function playDatagrams(
  steps: readonly CheckStep[],
  settings: Omit<ScriptSettings, 'framing'>,
): Promise<ScriptResult> {
  return runScript({ title: 'test', steps }, { framing: datagram(), ...settings });
}

/** What went over the network, and what the network did to it, line by line. */
export function exchanged({ transcript }: ScriptResult): string[] {
  return transcript.flatMap((entry) => {
    if (entry.type === 'fault') return [`${entry.dir}: ${impairmentText(entry.fault)}`];
    return entry.type === 'bytes' ? [`${entry.dir}: ${Buffer.from(entry.bytes).toString()}`] : [];
  });
}
