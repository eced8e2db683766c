import type { Clock } from '../../core/clock.js';
import type { Transcript, TranscriptEntry } from '../../client/transcript.js';
import type { End } from '../../impairment/impairment-plan.js';
import { LinkError, type Connector, type Link, type LinkReceiver } from '../../transport/link.js';

const SLACK = 1; // milliseconds by which real timers are late

interface Timer {
  readonly due: number;
  readonly run: () => void;
}

type Deed = 'connected' | 'bytes' | 'ended' | 'reset' | 'closed';

/**
 * Gives a script again what was recorded: its clock goes from one recorded event to the next without waiting, and its
 * connections bring the recorded bytes once the script has done everything that it did before them.
 */
export class Playback {
  readonly #entries: readonly TranscriptEntry[];
  readonly #ours: End;
  readonly #done: boolean[];
  readonly #links = new Map<string, LinkReceiver>();
  readonly #connecting: { readonly client: string; readonly connect: () => void }[] = [];
  readonly #timers = new Set<Timer>();
  #next = 0;
  #now = 0;
  #isRunning = false;
  #hasStrayed = false;

  /** `ours`: the end at which the script is. */
  constructor(transcript: Transcript, ours: End) {
    this.#entries = transcript.filter(({ type }) => type !== 'fault');
    this.#ours = ours;
    this.#done = this.#entries.map(() => false);
  }

  readonly clock: Clock = {
    now: () => this.#now,
    after: (ms, run) => {
      const timer = { due: this.#now + ms, run };
      this.#timers.add(timer);
      this.#go();
      return () => {
        this.#timers.delete(timer);
      };
    },
  };

  /** Connections come in the recorded order; the script names none. */
  readonly connect: Connector = (receiver) =>
    new Promise((resolve, reject) => {
      const index = this.#entries.findIndex(
        (entry, at) =>
          at >= this.#next &&
          entry.type === 'connected' &&
          !this.#done[at] &&
          !this.#connecting.some(({ client }) => client === entry.client),
      );
      const entry = this.#entries[index];
      if (entry?.type !== 'connected') {
        reject(new LinkError('failed', 'no more connections were recorded'));
        return;
      }
      this.#connecting.push({
        client: entry.client,
        connect: () => {
          this.#links.set(entry.client, receiver);
          resolve(this.#link(entry));
        },
      });
      this.#go();
    });

  /** True once the script has done what it did not do when it was recorded. */
  get hasStrayed(): boolean {
    return this.#hasStrayed;
  }

  #link({ client, local, peer, datagrams }: Extract<TranscriptEntry, { type: 'connected' }>): Link {
    const deed = (type: Deed): void => {
      this.#deed(client, type);
    };
    return {
      ...(this.#ours === 'client' ? { local, peer } : { local: peer, peer: local }),
      datagrams,
      write: (bytes) => {
        this.#deed(client, 'bytes', bytes);
        return Promise.resolve();
      },
      end: () => {
        deed('ended');
      },
      pause: () => undefined,
      close: () => {
        this.#links.delete(client);
        // Of a connection that has broken it was not recorded; a server's close is the end of its direction.
        if (this.#find(client, 'closed') >= 0) deed('closed');
        else if (this.#find(client, 'ended') >= 0) deed('ended');
      },
      reset: () => {
        this.#links.delete(client);
        deed('reset');
      },
    };
  }

  /** The script has done something: it was recorded, and then it is this late. */
  #deed(client: string, type: Deed, bytes?: Uint8Array): void {
    const index = this.#find(client, type);
    const entry = this.#entries[index];
    if (
      entry === undefined ||
      (entry.type === 'bytes' && bytes !== undefined && Buffer.compare(entry.bytes, bytes) !== 0)
    ) {
      this.#hasStrayed = true;
      return;
    }
    this.#done[index] = true;
    this.#now = Math.max(this.#now, entry.t);
    this.#go();
  }

  #find(client: string, type: Deed): number {
    return this.#entries.findIndex(
      (entry, at) =>
        at >= this.#next && !this.#done[at] && entry.client === client && entry.type === type && this.#isOurs(entry),
    );
  }

  #isOurs(entry: TranscriptEntry): boolean {
    if (entry.type === 'connected') return false;
    if (entry.type === 'closed') return this.#ours === 'client';
    return (entry.dir === 'send') === (this.#ours === 'client');
  }

  #go(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    // Later: whoever waits for what has just come goes on first.
    setImmediate(() => {
      this.#isRunning = false;
      if (this.#step()) this.#go();
    });
  }

  /** Lets the next thing happen. Tells whether there may be more. */
  #step(): boolean {
    while (this.#done[this.#next] === true) this.#next++;
    const entry = this.#entries[this.#next];
    const timer = [...this.#timers].sort((a, b) => a.due - b.due)[0];
    if (entry !== undefined && !this.#isOurs(entry) && (timer === undefined || entry.t <= timer.due + SLACK)) {
      const wanted = this.#connecting.findIndex(({ client }) => client === entry.client);
      if (entry.type === 'connected' && wanted < 0) return this.#fire(timer);
      this.#now = Math.max(this.#now, entry.t);
      this.#done[this.#next] = true;
      if (entry.type === 'connected') this.#connecting.splice(wanted, 1)[0]?.connect();
      else this.#bring(entry);
      return true;
    }
    return this.#fire(timer);
  }

  #fire(timer: Timer | undefined): boolean {
    if (timer === undefined) return false;
    this.#timers.delete(timer);
    this.#now = Math.max(this.#now, timer.due);
    timer.run();
    return true;
  }

  #bring(entry: TranscriptEntry): void {
    const receiver = this.#links.get(entry.client);
    if (entry.type === 'bytes') receiver?.receive(entry.bytes.slice());
    else if (entry.type === 'reset') receiver?.lost(new LinkError('reset', 'the connection was reset'));
    else receiver?.end();
  }
}
