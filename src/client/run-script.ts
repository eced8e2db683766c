import { defined } from '../core/defined.js';
import type { Framing } from '../core/framing.js';
import type { Automaton } from '../core/automaton.js';
import type { End, ImpairmentPlan } from '../impairment/impairment-plan.js';
import type { ProgramAction } from '../lab/program-action.js';
import type { Script } from '../lab/step.js';
import type { Connector } from '../transport/link.js';
import type { Endpoint } from '../transport/listener.js';
import { systemClock, type Clock } from '../core/clock.js';
import type { StepFailure, Failure } from './failure.js';
import { ImpairedNetwork } from '../impairment/impaired-network.js';
import { ScriptRunner } from './script-runner.js';
import type { Happening } from './scripted-client.js';
import { ScriptService } from './service.js';
import type { Transcript, TranscriptEntry } from './transcript.js';

/** How a script is played. */
export interface ScriptSettings {
  readonly framing: Framing;
  readonly connect: Connector;
  /** The most that any wait takes. Default: 2000. */
  readonly deadlineMs?: number;
  /** The most that connecting takes, where that is something else: a client has to start first. */
  readonly connectMs?: number;
  /** How much longer than that a reply is waited for, to tell a late one from none. Default: 0. */
  readonly lateMs?: number;
  /** Between the pieces of a message that is sent in pieces, so that the server is likely to read them apart. Default: 5. */
  readonly gapMs?: number;
  readonly clock?: Clock;
  /** By which deadlines are measured; pauses of the script and of the network are not. Default: the same. */
  readonly patience?: Clock;
  /** Told of everything as it happens. */
  readonly observe?: (entry: TranscriptEntry) => void;
  /** Does what a step wants of the program under test; without it such a step cannot be done. */
  readonly perform?: (action: ProgramAction) => Promise<Failure | undefined>;
  /** Resolves when the program under test has ended: over UDP nothing else tells. Without it the longest wait is waited for. */
  readonly ended?: () => Promise<unknown>;
  /** Resolves when the program under test has nothing to do, where that can be seen. */
  readonly rests?: () => Promise<unknown>;
  /** Looks into a fault while all connections are still there; what it returns takes the fault's place. */
  readonly diagnose?: (failure: Failure, local?: Endpoint) => Promise<Failure>;
  /** At which end the script is. Default: it is the client. */
  readonly ours?: End;
  /** What the network between both ends does, over datagrams. */
  readonly impairment?: ImpairmentPlan;
  /** Of the faults. Default: 1. */
  readonly seed?: number;
  /** Serves whoever connects while the steps are done: one automaton for each. */
  readonly serve?: Automaton;
  /** Stops the script. */
  readonly signal?: AbortSignal;
}

/** What came of a script. */
export interface ScriptResult {
  readonly ok: boolean;
  readonly transcript: Transcript;
  /** The first thing that went wrong. */
  readonly failure?: StepFailure;
}

/** Plays a script. It never rejects for what the server does, and leaves no connection open. */
export async function runScript(script: Script, settings: ScriptSettings): Promise<ScriptResult> {
  const {
    clock = systemClock,
    patience = clock,
    deadlineMs = 2000,
    lateMs = 0,
    gapMs = 5,
    observe,
    ours = 'client',
    impairment,
    seed = 1,
    serve,
  } = settings;
  const transcript: TranscriptEntry[] = [];
  const start = clock.now();
  const record = (client: string, what: Happening): void => {
    const entry = { ...(ours === 'client' ? what : asServer(what)), client, t: clock.now() - start };
    transcript.push(entry);
    observe?.(entry);
  };
  const network = impairment === undefined ? undefined : new ImpairedNetwork(impairment, seed, ours, clock);
  const service =
    serve === undefined
      ? undefined
      : new ScriptService(serve, { connect: settings.connect, clock, ...defined({ network }) }, record);
  const player = new ScriptRunner(
    {
      ...settings,
      clock,
      patience,
      deadlineMs,
      lateMs,
      gapMs,
      ...defined({ network, service }),
    },
    record,
  );
  const failure = await player.play(script.steps);
  network?.close();
  return failure === undefined ? { ok: true, transcript } : { ok: false, transcript, failure };
}

/** What happened to a script that plays the server, seen from its client. */
function asServer(what: Happening): Happening {
  if (what.type === 'connected') return { ...what, local: what.peer, peer: what.local };
  if (what.type === 'closed') return { type: 'ended', dir: 'receive' };
  return { ...what, dir: what.dir === 'send' ? 'receive' : 'send' };
}
