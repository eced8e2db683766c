import type { Automaton } from '../core/automaton.js';
import type { Connector } from '../transport/link.js';
import type { Clock } from '../core/clock.js';
import { ONLY_CLIENT } from './exchange-steps.js';
import type { Failure } from './failure.js';
import type { ImpairedNetwork } from '../impairment/impaired-network.js';
import { AutomatonRun } from './automaton-run.js';
import { ScriptedClient, type Happening } from './scripted-client.js';

const MOST_CLIENTS = 1000; // more than any check waits for
const STRANGER = 'stranger'; // in transcripts, whoever sends from elsewhere
const FOREVER = 2 ** 31 - 1; // of a timer, in milliseconds

/** Where clients come from. */
export interface ServiceSettings {
  /** Waits for the next client. */
  readonly connect: Connector;
  readonly clock: Clock;
  readonly network?: ImpairedNetwork;
}

/** Serves everybody who connects, each by an automaton of its own, while something else goes on. */
export class ScriptService {
  readonly #settings: ServiceSettings;
  readonly #record: (client: string, what: Happening) => void;
  readonly #clients: ScriptedClient[] = [];
  readonly #runs: AutomatonRun[] = [];
  readonly #stopped = new AbortController();
  #reportFailure: () => void = () => undefined;
  /** Resolves when a client has done something wrong, and what else it does need not be waited for. */
  readonly failed = new Promise<void>((resolve) => {
    this.#reportFailure = resolve;
  });

  /** It serves at once. */
  constructor(automaton: Automaton, settings: ServiceSettings, record: (client: string, what: Happening) => void) {
    this.#settings = settings;
    this.#record = record;
    void this.#serve(automaton);
  }

  /** What a client has done wrong. */
  get failure(): Failure | undefined {
    return this.#runs.find(({ failure: failure }) => failure !== undefined)?.failure;
  }

  /** What a client has left undone, now that all is over. */
  get missing(): Failure | undefined {
    const message = this.#runs.map(({ missing }) => missing).find((missing) => missing !== undefined);
    if (message !== undefined) return { kind: 'against-protocol', message };
    return this.#runs.length > 0 ? undefined : { kind: 'no-answer', message: 'no client came' };
  }

  stop(): void {
    this.#stopped.abort();
    for (const run of this.#runs) run.stop();
    for (const client of this.#clients) {
      client.close();
      client.wake();
    }
  }

  async #serve(automaton: Automaton): Promise<void> {
    const { connect, network, clock } = this.#settings;
    while (this.#clients.length < MOST_CLIENTS) {
      const name = this.#clients.length === 0 ? ONLY_CLIENT : `${ONLY_CLIENT} ${String(this.#clients.length + 1)}`;
      const client = new ScriptedClient(clock, (what, isElsewhere) => {
        this.#record(isElsewhere === true ? STRANGER : name, what);
      });
      const through =
        network?.through(connect, (event) => {
          client.impaired(event, network.ours);
        }) ?? connect;
      try {
        client.connected(await through(client, this.#stopped.signal));
      } catch {
        return; // nobody comes any more
      }
      this.#clients.push(client);
      const run = new AutomatonRun(automaton, client, clock);
      this.#runs.push(run);
      void client
        .until(() => run.advance() || client.isOver, FOREVER)
        .then(() => {
          if (run.failure !== undefined) this.#reportFailure();
        });
    }
  }
}
