import { setTimeout as delay } from 'node:timers/promises';
import { CheckedClient } from './checked-client.js';
import type { IdleSample, LoadGenerator, LoadShape, LoadTarget, RateSample, SlowSample } from './load.js';
import { memoryKib } from './cpu-seconds.js';
import { readSlowly } from './read-slowly.js';
import { RateTally } from './tally.js';
import { TestMessages } from './test-messages.js';

const PATIENCE = 5_000; // for a reply that is due, in milliseconds
const SETTLING = 300; // a server's memory is read so long after it has begun or become quiet

/**
 * The load generator where there is no C compiler. It is slower than a good server, so that its rates say what both do
 * together; it checks replies as strictly.
 */
export class NodeLoad implements LoadGenerator {
  readonly kind = 'node';
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  async exchange(target: LoadTarget, shape: LoadShape): Promise<RateSample> {
    const tally = new RateTally(target);
    const messages = new TestMessages(shape);
    const live = new Set<CheckedClient>();
    let sending = true;
    let finish = (): void => {
      /* nobody waits yet */
    };
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const over = (client: CheckedClient): void => {
      client.close();
      live.delete(client);
      if (live.size === 0) finish();
    };
    try {
      for (let id = 0; id < shape.connections; id++) {
        const client = await CheckedClient.open(target.port, id, messages, {
          took: (milliseconds) => {
            tally.took(milliseconds);
          },
          answered: (count) => {
            tally.answered(count);
            if (sending) client.send(count);
            else if (client.unanswered === 0) over(client);
          },
          failed: (error) => {
            tally.fail(error);
            over(client);
          },
        });
        live.add(client);
      }
      for (const client of [...live]) client.send(shape.depth);
      await this.#within(shape.warmup * 1000, finished);
      tally.start();
      await this.#within(shape.duration * 1000, finished);
      tally.stop();
      sending = false;
      await this.#within(PATIENCE, finished);
      for (const { id, unanswered } of live)
        tally.fail(`connection ${String(id)}: no reply to ${String(unanswered)} messages`);
    } catch (error) {
      this.#failed(tally, error);
    } finally {
      for (const client of live) client.close();
    }
    return tally.sample();
  }

  async connect(target: LoadTarget, shape: LoadShape, count: number): Promise<RateSample> {
    const tally = new RateTally(target);
    const messages = new TestMessages(shape);
    const end = performance.now() + shape.duration * 1000;
    let started = 0;
    const oneAfterTheOther = async (id: number): Promise<void> => {
      while (started < count && performance.now() < end && !this.#signal.aborted) {
        const client = await this.#one(target.port, id, messages, tally, started++);
        client?.close();
      }
    };
    await Promise.all(Array.from({ length: shape.connections }, (_, id) => oneAfterTheOther(id)));
    this.#signal.throwIfAborted();
    return tally.sample();
  }

  async idle(target: LoadTarget, shape: LoadShape): Promise<IdleSample> {
    const tally = new RateTally(target);
    const messages = new TestMessages(shape);
    const open: CheckedClient[] = [];
    try {
      await delay(SETTLING, undefined, { signal: this.#signal });
      const before = memoryKib(target.pids);
      for (let id = 0; id < shape.connections; id++) {
        this.#signal.throwIfAborted();
        const client = await this.#one(target.port, id, messages, tally, 0);
        if (client === undefined) break;
        open.push(client);
      }
      await delay(shape.duration * 1000, undefined, { signal: this.#signal });
      const after = memoryKib(target.pids);
      const known = before !== undefined && after !== undefined && open.length > 0;
      return {
        connections: open.length,
        kibPerConnection: known ? (after - before) / open.length : null,
        ...tally.verified,
      };
    } finally {
      for (const client of open) client.close();
    }
  }

  slow(target: LoadTarget, shape: LoadShape, maxMib: number): Promise<SlowSample> {
    return readSlowly(target, shape, maxMib, this.#signal);
  }

  /** A connection that has exchanged message `n`; nothing when that went wrong, which the tally then knows. */
  #one(
    port: number,
    id: number,
    messages: TestMessages,
    tally: RateTally,
    n: number,
  ): Promise<CheckedClient | undefined> {
    const begun = performance.now();
    return new Promise((resolve) => {
      let client: CheckedClient | undefined;
      const fail = (error: string): void => {
        tally.fail(error);
        resolve(undefined);
      };
      const answered = (): void => {
        tally.answered(1);
        tally.took(performance.now() - begun);
        resolve(client);
      };
      CheckedClient.open(port, id, messages, { answered, failed: fail }, n).then(
        (opened) => {
          client = opened;
          client.send(1);
        },
        (error: unknown) => {
          fail(String(error));
        },
      );
    });
  }

  #failed(tally: RateTally, error: unknown): void {
    this.#signal.throwIfAborted();
    tally.fail(error instanceof Error ? error.message : String(error));
  }

  /** Resolves after some time, or as soon as nothing is left to wait for; rejects when the measurement is aborted. */
  async #within(milliseconds: number, finished: Promise<void>): Promise<void> {
    const early = new AbortController();
    const time = delay(milliseconds, undefined, { signal: AbortSignal.any([this.#signal, early.signal]) });
    try {
      await Promise.race([time, finished]);
    } finally {
      early.abort();
      time.catch(() => {
        /* cut short */
      });
    }
  }
}
