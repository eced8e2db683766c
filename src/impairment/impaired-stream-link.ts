import { joinBytes } from '../core/frame-bytes.js';
import type { StreamDeed } from './impairment-event.js';
import type { StreamImpairment } from './impairment-plan.js';
import type { ImpairedStream, StreamAct } from './impaired-stream.js';
import type { Link } from '../transport/link.js';
import type { Clock } from '../core/clock.js';

const GAP_MS = 5; // between pieces, so that they are likely to be read apart

const ENDINGS = { end: 'half-closed', reset: 'broken', stop: 'stopped' } as const;

/** A link whose bytes go out as a faulty stream says. */
export class ImpairedStreamLink implements Link {
  readonly datagrams = false;
  readonly local: Link['local'];
  readonly peer: Link['peer'];
  readonly #link: Link;
  readonly #stream: ImpairedStream;
  readonly #impairment: StreamImpairment;
  readonly #clock: Clock;
  readonly #report: (deed: StreamDeed) => void;
  #glued: Uint8Array[] = [];
  #last: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(
    link: Link,
    stream: ImpairedStream,
    impairment: StreamImpairment,
    clock: Clock,
    tell: (deed: StreamDeed) => void,
  ) {
    this.local = link.local;
    this.peer = link.peer;
    this.#link = link;
    this.#stream = stream;
    this.#impairment = impairment;
    this.#clock = clock;
    this.#report = tell;
  }

  write(bytes: Uint8Array): Promise<void> {
    const { glueMs } = this.#impairment;
    this.#glued.push(bytes);
    const sent = this.#next(async () => {
      if (this.#glued.length === 0) return; // went out with what was sent before
      if (glueMs !== undefined) await this.#pause(glueMs);
      for (const [index, act] of this.#carried().entries()) {
        const ms = this.#impairment.delayMs ?? (index > 0 ? GAP_MS : 0);
        if (ms > 0) await this.#pause(ms);
        await this.#do(act);
      }
    });
    // Who waited until it is sent would send nothing that it could be glued to.
    return glueMs === undefined ? sent : Promise.resolve();
  }

  end(): void {
    this.#next(() => {
      if (!this.#isOver) this.#link.end();
      this.#isOver = true;
      return Promise.resolve();
    }).catch(() => undefined);
  }

  pause(): void {
    this.#link.pause();
  }

  close(): void {
    if (this.#glued.length > 0) for (const act of this.#carried()) this.#do(act).catch(() => undefined);
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
    this.#report({ what: ENDINGS[act.act], after: act.at });
    if (act.act === 'end') this.#link.end();
    else if (act.act === 'reset') this.#link.reset();
    else this.#link.pause();
  }

  /** What becomes of all that was sent and has not gone out. Tells how it is cut, glued and delayed. */
  #carried(): StreamAct[] {
    const acts = this.#stream.carry(joinBytes(this.#glued.splice(0)));
    if (this.#isOver || acts.length === 0) return [];
    const { glueMs, delayMs } = this.#impairment;
    const cuts = acts.slice(1).flatMap(({ act, at }) => (act === 'piece' ? [at] : []));
    if (glueMs !== undefined) this.#report({ what: 'glued', ms: glueMs });
    if (cuts.length > 0) this.#report({ what: 'cut', after: cuts });
    if (delayMs !== undefined) this.#report({ what: 'delayed', ms: delayMs });
    return acts;
  }

  /** Everything goes out in the order in which it was sent. */
  #next(send: () => Promise<void>): Promise<void> {
    const sent = this.#last.then(send);
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(ms, resolve);
    });
  }
}
