import { joinBytes } from '../core/frame-bytes.js';
import type { Automaton, Behaviour, Road } from '../core/automaton.js';
import type { Clock } from '../core/clock.js';
import type { Failure } from './failure.js';
import { badScript } from './step-failure.js';
import type { ScriptedClient } from './scripted-client.js';

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
  get failure(): Failure | undefined {
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
