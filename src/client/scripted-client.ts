import type { ImpairmentEvent } from '../impairment/impairment-event.js';
import type { End } from '../impairment/impairment-plan.js';
import type { Link, LinkError, LinkReceiver } from '../transport/link.js';
import type { Endpoint } from '../transport/listener.js';
import type { Clock } from '../core/clock.js';
import { Inbox } from './inbox.js';
import type { TranscriptEntry } from './transcript.js';

/** A transcript's entry before it is known when and to whom it happened. */
export type Happening = TranscriptEntry extends infer E
  ? E extends TranscriptEntry
    ? Omit<E, 't' | 'client'>
    : never
  : never;

/** One connection of a scripted client: what has come on it, what became of it, and waiting for either. */
export class ScriptedClient implements LinkReceiver {
  readonly inbox = new Inbox();
  readonly #clock: Clock;
  readonly #record: (what: Happening, isElsewhere?: boolean) => void;
  #link: Link | undefined;
  #wake: (() => void) | undefined;
  #ended = false;
  #lost: LinkError | undefined;
  #closed = false;
  #sentAll = false;
  #paused = false;
  #hasReceived = false;
  #ignoresRest = false;

  /** `record` is told of what comes from elsewhere, too. */
  constructor(clock: Clock, record: (what: Happening, isElsewhere?: boolean) => void) {
    this.#clock = clock;
    this.#record = record;
  }

  /** The server has ended its direction. */
  get ended(): boolean {
    return this.#ended;
  }

  /** How the connection broke, if it did. */
  get lostTo(): LinkError | undefined {
    return this.#lost;
  }

  /** The connection is over on our side. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Our direction was ended: nothing can be sent any more. */
  get sentAll(): boolean {
    return this.#sentAll;
  }

  /** Something has come on it. */
  get hasReceived(): boolean {
    return this.#hasReceived;
  }

  /** It reads nothing more. */
  get paused(): boolean {
    return this.#paused;
  }

  /** Whatever else comes is nobody's fault. */
  get ignoringRest(): boolean {
    return this.#ignoresRest;
  }

  /** Nothing more can come. */
  get isOver(): boolean {
    return this.#ended || this.#lost !== undefined || this.#closed;
  }

  get datagrams(): boolean {
    return this.#link?.datagrams === true;
  }

  /** Our end of the connection. */
  get local(): Endpoint | undefined {
    return this.#link?.local;
  }

  connected(link: Link): void {
    this.#link = link;
    const { local, peer, datagrams } = link;
    this.#record({ type: 'connected', local, peer, datagrams });
  }

  receive(chunk: Uint8Array): void {
    if (this.#closed || this.inbox.flooded) return;
    this.#record({ type: 'bytes', dir: 'receive', bytes: chunk });
    this.#hasReceived = true;
    this.inbox.push(chunk, this.datagrams);
    this.wake();
  }

  /** The network has done something to what goes over it; `ours` is this end. */
  impaired(impairment: ImpairmentEvent, ours: End): void {
    this.#record({ type: 'fault', dir: impairment.to === ours ? 'receive' : 'send', fault: impairment });
  }

  end(): void {
    if (this.#closed) return;
    this.#ended = true;
    this.#record({ type: 'ended', dir: 'receive' });
    this.wake();
  }

  lost(error: LinkError): void {
    if (this.#closed) return;
    this.#lost = error;
    if (!this.datagrams) this.#record({ type: 'reset', dir: 'receive' });
    this.wake();
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#record({ type: 'bytes', dir: 'send', bytes });
    await this.#link?.write(bytes);
  }

  /** Sends without a line in the transcript, for what is sent too often. */
  async repeat(bytes: Uint8Array): Promise<void> {
    await this.#link?.write(bytes);
  }

  /** Sends from another port, as a stranger would. */
  async writeFromElsewhere(bytes: Uint8Array): Promise<void> {
    const link = await this.#link?.elsewhere?.();
    if (link === undefined) return;
    const { local, peer, datagrams } = link;
    this.#record({ type: 'connected', local, peer, datagrams }, true);
    this.#record({ type: 'bytes', dir: 'send', bytes }, true);
    await link.write(bytes);
    link.close();
    this.#record({ type: 'closed' }, true);
  }

  endSending(): void {
    this.#link?.end();
    this.#sentAll = true;
    this.#record({ type: 'ended', dir: 'send' });
  }

  pause(): void {
    this.#link?.pause();
    this.#paused = true;
  }

  ignoreRest(): void {
    this.#ignoresRest = true;
  }

  /** Closes the connection if it is not closed yet. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#link?.close();
    if (this.#lost === undefined && this.#link !== undefined) this.#record({ type: 'closed' });
  }

  reset(): void {
    this.#link?.reset();
    this.#closed = true;
    this.#record({ type: 'reset', dir: 'send' });
  }

  /** Looks again whether what is waited for is there. */
  wake(): void {
    this.#wake?.();
  }

  /** Waits until `done`, at most `ms` of this clock. Tells whether it was. */
  until(done: () => boolean, ms: number, clock = this.#clock): Promise<boolean> {
    if (done()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const finish = (): void => {
        cancel();
        this.#wake = undefined;
        resolve(done());
      };
      const cancel = clock.after(ms, finish);
      this.#wake = () => {
        if (done()) finish();
      };
    });
  }
}
