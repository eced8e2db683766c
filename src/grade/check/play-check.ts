import { play } from '../../client/play.js';
import type { Check } from '../../lab/check.js';
import { patientClock } from '../sandbox/patient-clock.js';
import { playAnyCut } from './any-cut.js';
import type { CheckOutcome } from './check-outcome.js';
import type { CheckSettings } from './check-settings.js';
import { deadlineOf } from './deadline-of.js';
import { partingOf } from './parting.js';
import { referencePeer } from './reference-peer.js';
import type { Opened } from './subject.js';

const STARTS = 3; // a client has to start before it connects

/** Plays a check once against what `open` brings up. Rejects only for faults of this machine or of ours. */
export async function playCheck(check: Check, open: () => Promise<Opened>, settings: CheckSettings): Promise<CheckOutcome> {
  if ('anyCut' in check.play) return playAnyCut(check.play.anyCut, open, settings);
  const { framing, deadlineMs, lateMs = 0, seed, signal } = settings;
  const begin = performance.now();
  const opened = await open();
  const { steps, faults, serve } = check.play;
  const { failure, transcript } = await play(
    { title: check.title, steps },
    {
      framing,
      deadlineMs: deadlineOf(steps, deadlineMs),
      patience: patientClock,
      ...(opened.ours === 'server' ? { connectMs: STARTS * deadlineMs } : {}),
      lateMs,
      connect: opened.connect,
      seed,
      ...(opened.ours === undefined ? {} : { ours: opened.ours }),
      ...(faults === undefined ? {} : { faults }),
      ...(serve === undefined ? {} : { serve: serve === 'reference' ? referencePeer(settings) : serve }),
      perform: (action) => opened.perform(action),
      diagnose: (fault, local) => opened.diagnose(fault, local),
      ...(opened.ended === undefined ? {} : { ended: opened.ended.bind(opened) }),
      ...(opened.rests === undefined ? {} : { rests: opened.rests.bind(opened) }),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  const durationMs = performance.now() - begin;
  if (failure === undefined) return { passed: true, transcript, durationMs };
  const parting = partingOf(steps, failure, framing);
  return { passed: false, failure, transcript, durationMs, ...(parting === undefined ? {} : { parting }) };
}
