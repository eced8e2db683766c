import { joinBytes } from '../core/frame-bytes.js';
import type { Automaton, Behaviour, Road } from '../core/automaton.js';
import type { AutomatonStep } from '../lab/step.js';
import type { Clock } from '../core/clock.js';
import type { Failure } from './failure.js';
import { badScript, duration, linkFailure } from './step-failure.js';
import type { ScriptedClient } from './scripted-client.js';

const TIMES = 10; // as long as a wait: an automaton waits often
const ON_THE_WAY_MS = 1000; // what a program that has ended has sent last, over a network that is slow

export interface AutomatonSettings {
  readonly clock: Clock;
  readonly patience: Clock;
  readonly deadlineMs: number;
  /** Resolves when the program that it talks to has ended. */
  readonly ended?: () => Promise<unknown>;
  readonly signal?: AbortSignal;
}

/** Lets an automaton act in place of a script until it is done. */
export async function runAutomaton(
  { automaton, does, withinMs }: AutomatonStep,
  client: ScriptedClient,
  { clock, patience, deadlineMs, ended, signal }: AutomatonSettings,
): Promise<Failure | undefined> {
  const run = new AutomatonRun(automaton, client, clock);
  const ms = Math.max(withinMs ?? 0, TIMES * deadlineMs);
  const peer = goneAfter(ended, patience, () => {
    client.wake();
  });
  try {
    await client.until(
      () => run.advance() || run.isDone || client.isOver || peer.isGone || signal?.aborted === true,
      ms,
      patience,
    );
  } finally {
    run.stop();
    peer.forget();
    // Copies and late answers may still come.
    client.ignoreRest();
  }
  if (run.fault !== undefined || run.isDone) return run.fault;
  if (client.lostTo !== undefined) return linkFailure(client.lostTo);
  const missing = run.missing ?? `a client that ${does} did not come to its end within ${duration(ms)}`;
  return { kind: client.ended ? 'closed-early' : 'against-protocol', message: missing };
}

/** Over UDP nothing else tells that nobody is there any more. */
function goneAfter(
  ended: AutomatonSettings['ended'],
  patience: Clock,
  tell: () => void,
): { readonly isGone: boolean; forget(): void } {
  let isForgotten = false;
  let stopWaiting = (): void => undefined;
  const peer = {
    isGone: false,
    forget: () => {
      isForgotten = true;
      stopWaiting();
    },
  };
  void ended?.().then(() => {
    if (isForgotten) return;
    stopWaiting = patience.after(ON_THE_WAY_MS, () => {
      peer.isGone = true;
      tell();
    });
  });
  return peer;
}

/** An automaton at work on one connection. */
export class AutomatonRun implements Road {
  readonly #client: ScriptedClient;
  readonly #clock: Clock;
  readonly #behaviour: Behaviour;
  #stopTimer: (() => void) | undefined;
  #isEnded = false;
  #isDone = false;
  #failure: Failure | undefined;

  constructor(automaton: Automaton, client: ScriptedClient, clock: Clock) {
    this.#client = client;
    this.#clock = clock;
    this.#behaviour = automaton(this);
  }

  get datagrams(): boolean {
    return this.#client.datagrams;
  }

  get isDone(): boolean {
    return this.#isDone;
  }

  /** What the program has done wrong. */
  get fault(): Failure | undefined {
    return this.#failure;
  }

  /** What the automaton would still want. */
  get missing(): string | undefined {
    return this.#behaviour.over?.();
  }

  /** Tells it what has come. True when something is wrong, and there is nothing more to wait for. */
  advance(): boolean {
    const { inbox, datagrams } = this.#client;
    this.#guarded(() => {
      while (!inbox.isEmpty && this.#failure === undefined) {
        this.#behaviour.receive(datagrams ? (inbox.takeDatagram() as Uint8Array) : inbox.takeAll());
      }
      if (!this.#client.ended || this.#isEnded) return;
      this.#isEnded = true;
      this.#behaviour.end?.();
    });
    return this.#failure !== undefined || inbox.flooded;
  }

  /** No timer runs any more. */
  stop(): void {
    this.stopTimer();
  }

  now(): number {
    return this.#clock.now();
  }

  send(bytes: Uint8Array): void {
    // Copied: who made them may use the memory again.
    this.#client.write(joinBytes([bytes])).catch(() => undefined); // the link tells what is wrong
  }

  sendFromElsewhere(bytes: Uint8Array): void {
    this.#client.writeFromElsewhere(joinBytes([bytes])).catch(() => undefined);
  }

  setTimer(ms: number): void {
    this.stopTimer();
    this.#stopTimer = this.#clock.after(ms, () => {
      this.#stopTimer = undefined;
      this.#guarded(() => {
        this.#behaviour.timeout?.();
      });
      this.#client.wake();
    });
  }

  stopTimer(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  end(): void {
    if (!this.#client.datagrams && !this.#client.sentAll && !this.#client.closed) this.#client.endSending();
  }

  done(): void {
    this.#isDone = true;
  }

  fail(message: string): void {
    this.#failure ??= { kind: 'against-protocol', message };
  }

  #guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#failure ??= badScript(error instanceof Error ? error.message : String(error));
    }
  }
}
