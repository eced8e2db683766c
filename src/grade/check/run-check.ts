import { defined } from '../../core/defined.js';
import { runScript } from '../../client/run-script.js';
import type { Check } from '../../lab/check.js';
import { patientClock } from '../sandbox/patient-clock.js';
import { runAnyCut } from './any-cut.js';
import type { CheckOutcome } from './check-outcome.js';
import type { CheckSettings } from './check-settings.js';
import { deadlineOf } from './deadline-of.js';
import { firstDivergence } from './divergence.js';
import { referencePeer } from './reference-peer.js';
import type { RunningTarget } from '../target/target.js';

const STARTS = 3; // a client has to start before it connects

/** Plays a check once against what `open` brings up. Rejects only for faults of this machine or of ours. */
export async function runCheck(
  check: Check,
  open: () => Promise<RunningTarget>,
  settings: CheckSettings,
): Promise<CheckOutcome> {
  if ('anyCut' in check.script) return runAnyCut(check.script.anyCut, open, settings);
  const { framing, deadlineMs, lateMs = 0, seed, signal } = settings;
  const begin = performance.now();
  const opened = await open();
  const { steps, impairment: faults, serve } = check.script;
  const { failure, transcript } = await runScript(
    { title: check.title, steps },
    {
      framing,
      deadlineMs: deadlineOf(steps, deadlineMs),
      patience: patientClock,
      ...(opened.ours === 'server' ? { connectMs: STARTS * deadlineMs } : {}),
      lateMs,
      connect: opened.connect,
      seed,
      ...defined({
        ours: opened.ours,
        impairment: faults,
        serve: serve === 'reference' ? referencePeer(settings) : serve,
      }),
      perform: (action) => opened.perform(action),
      diagnose: (failure, local) => opened.diagnose(failure, local),
      ...defined({
        ended: opened.ended === undefined ? undefined : opened.ended.bind(opened),
        rests: opened.rests === undefined ? undefined : opened.rests.bind(opened),
        signal,
      }),
    },
  );
  const durationMs = performance.now() - begin;
  if (failure === undefined) return { passed: true, transcript, durationMs };
  const divergence = firstDivergence(steps, failure, framing);
  return { passed: false, failure, transcript, durationMs, ...defined({ divergence: divergence }) };
}
