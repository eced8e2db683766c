import { joinBytes } from '../core/frame-bytes.js';
import type { StreamFaults } from '../lab/faults.js';
import type { FaultyStream, StreamAct } from '../lab/faulty-stream.js';
import type { Link } from '../transport/link.js';
import type { Clock } from './clock.js';

const GAP_MS = 5; // between pieces, so that they are likely to be read apart

/** A link whose bytes go out as a faulty stream says. */
export class FaultyStreamLink implements Link {
  readonly datagrams = false;
  readonly local: Link['local'];
  readonly peer: Link['peer'];
  readonly #link: Link;
  readonly #stream: FaultyStream;
  readonly #faults: StreamFaults;
  readonly #clock: Clock;
  #glued: Uint8Array[] = [];
  #last: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(link: Link, stream: FaultyStream, faults: StreamFaults, clock: Clock) {
    this.local = link.local;
    this.peer = link.peer;
    this.#link = link;
    this.#stream = stream;
    this.#faults = faults;
    this.#clock = clock;
  }

  write(bytes: Uint8Array): Promise<void> {
    const { glueMs } = this.#faults;
    this.#glued.push(bytes);
    const sent = this.#next(async () => {
      if (this.#glued.length === 0) return; // went out with what was sent before
      if (glueMs !== undefined) await this.#pause(glueMs);
      const all = joinBytes(this.#glued.splice(0));
      for (const [index, act] of this.#stream.carry(all).entries()) {
        const ms = this.#faults.delayMs ?? (index > 0 ? GAP_MS : 0);
        if (ms > 0) await this.#pause(ms);
        await this.#do(act);
      }
    });
    // Who waited until it is sent would send nothing that it could be glued to.
    return glueMs === undefined ? sent : Promise.resolve();
  }

  end(): void {
    this.#next(() => { this.#do({ act: 'end' }).catch(() => undefined); return Promise.resolve(); }).catch(() => undefined);
  }

  pause(): void {
    this.#link.pause();
  }

  close(): void {
    const waiting = this.#glued.splice(0);
    if (waiting.length > 0) for (const act of this.#stream.carry(joinBytes(waiting))) this.#do(act).catch(() => undefined);
    this.#isOver = true;
    this.#link.close();
  }

  reset(): void {
    this.#isOver = true;
    this.#link.reset();
  }

  async #do(act: StreamAct): Promise<void> {
    if (this.#isOver) return;
    if (act.act === 'piece') {
      await this.#link.write(act.bytes);
      return;
    }
    this.#isOver = true;
    if (act.act === 'end') this.#link.end();
    else if (act.act === 'reset') this.#link.reset();
    else this.#link.pause();
  }

  /** Everything goes out in the order in which it was sent. */
  #next(send: () => Promise<void>): Promise<void> {
    const sent = this.#last.then(send);
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => { this.#clock.after(ms, resolve); });
  }
}
