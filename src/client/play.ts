import type { Framing } from '../core/framing.js';
import type { ProgramAction } from '../lab/program-action.js';
import type { Script } from '../lab/step.js';
import type { Connector } from '../transport/link.js';
import { systemClock, type Clock } from './clock.js';
import type { Failure, Fault } from './failure.js';
import { Player } from './player.js';
import type { Transcript, TranscriptEntry } from './transcript.js';

/** How a script is played. */
export interface PlaySettings {
  readonly framing: Framing;
  readonly connect: Connector;
  /** The most that any wait takes. Default: 2000. */
  readonly deadlineMs?: number;
  /** Between the pieces of a message that is sent in pieces, so that the server is likely to read them apart. Default: 5. */
  readonly gapMs?: number;
  readonly clock?: Clock;
  /** Told of everything as it happens. */
  readonly observe?: (entry: TranscriptEntry) => void;
  /** Does what a step wants of the program under test; without it such a step cannot be done. */
  readonly perform?: (action: ProgramAction) => Promise<Fault | undefined>;
  /** Looks into a fault while all connections are still there; what it returns takes the fault's place. */
  readonly diagnose?: (fault: Fault) => Promise<Fault>;
  /** Stops the script. */
  readonly signal?: AbortSignal;
}

/** What came of a script. */
export interface Played {
  readonly ok: boolean;
  readonly transcript: Transcript;
  /** The first thing that went wrong. */
  readonly failure?: Failure;
}

/** Plays a script. It never rejects for what the server does, and leaves no connection open. */
export async function play(script: Script, settings: PlaySettings): Promise<Played> {
  const { clock = systemClock, deadlineMs = 2000, gapMs = 5, observe } = settings;
  const transcript: TranscriptEntry[] = [];
  const start = clock.now();
  const player = new Player({ ...settings, clock, deadlineMs, gapMs }, (client, what) => {
    const entry = { ...what, client, t: clock.now() - start };
    transcript.push(entry);
    observe?.(entry);
  });
  const failure = await player.play(script.steps);
  return failure === undefined ? { ok: true, transcript } : { ok: false, transcript, failure };
}
