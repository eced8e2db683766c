import { isPayloadError } from '../src/core/payload-error.js';
import { EventStream } from '../src/core/event-stream.js';
import { FrameReader } from '../src/core/frame-reader.js';
import type { Framing } from '../src/core/framing.js';
import type { Handler } from '../src/core/handler.js';
import { isProtocolError } from '../src/core/protocol-error.js';
import type { ReplyBuffer } from '../src/core/reply-buffer.js';
import type { SessionEvent } from '../src/core/session-event.js';
import { Session, type Service } from '../src/core/session.js';
import type { Wire } from '../src/core/wire.js';
import { Dice } from './dice.js';
import { chunksOf, type Cut } from './fuzz-stream.js';

const MOST_REPLIES = 16 * 1024 * 1024;

/** One stream, and all that decides what comes of it. */
export interface Trial {
  readonly framing: Framing;
  readonly stream: Uint8Array;
  readonly cut: Cut;
  readonly cutSeed: number;
  readonly maxFrame: number;
  /** Each write is a datagram of its own. */
  readonly datagrams: boolean;
  /** The wire keeps what is written, as that of a slow reader does. */
  readonly keeps: boolean;
  /** How the peer leaves. */
  readonly ending: 'end' | 'reset';
}

/** What came of a stream that was dealt with as it should be. */
export interface Outcome {
  readonly messages: number;
  readonly replies: number;
  readonly ended: 'well' | 'protocol-error' | 'not-carried';
}

/** Plays one stream to the handler through a session. Throws where anything but frames, replies or a ProtocolError comes of it. */
export function playTrial(trial: Trial, handler: Handler<unknown, unknown>, replies: ReplyBuffer): Outcome {
  const { framing, maxFrame, stream } = trial;
  const failures = new Failures();
  const refused = new Set<unknown>();
  const service: Service<unknown, unknown> = {
    framing: watched(framing, refused),
    handler,
    maxFrame,
    replies,
    events: failures,
  };
  const other = handler.shared === true ? new TrialWire(trial) : undefined;
  const bystander = other && new Session(2, service, other);
  const wire = new TrialWire(trial);
  const session = new Session(1, service, wire);

  for (const chunk of chunksOf(stream, trial.cut, new Dice(trial.cutSeed))) session.receive(chunk);
  if (trial.ending === 'end') session.end();
  else session.lost('reset');
  session.finish('shutdown'); // a conversation may have wanted to go on
  bystander?.finish('shutdown');

  let ended: Outcome['ended'] = 'well';
  for (const { session: id, reason, error } of failures.events) {
    if (reason === 'protocol-error' && isProtocolError(error)) {
      if (id !== 1 || error.offset < 0 || error.offset > stream.length)
        throw new Error(`offset ${error.offset} in a stream of ${stream.length} bytes`, { cause: error });
      ended = 'protocol-error';
    } else if (refused.has(error)) ended = 'not-carried';
    else throw new Error(`session ${id} failed with ${reason}`, { cause: error });
  }
  if (session.state === 'open') throw new Error('the session is open after its end');
  return { messages: session.messages, replies: wire.check() + (other?.check() ?? 0), ended };
}

class Failures extends EventStream<SessionEvent> {
  readonly events: Extract<SessionEvent, { type: 'failed' }>[] = [];

  // Without listeners, so that no other events are made.
  override emit(event: SessionEvent): void {
    if (event.type === 'failed') this.events.push(event);
  }
}

/** The framing, with the refusals of its encoder remembered: the one fault of a handler that is none. */
function watched(framing: Framing, refused: Set<unknown>): Framing {
  return {
    name: framing.name,
    summary: framing.summary,
    decoder: (maxFrame) => framing.decoder(maxFrame),
    encode(payload, out) {
      try {
        framing.encode(payload, out);
      } catch (error) {
        if (isPayloadError(error)) refused.add(error);
        throw error;
      }
    },
  };
}

/** Reads what is written. Its complaints wait for `check`: the session would take what is thrown here for its own. */
class TrialWire implements Wire {
  readonly datagrams: boolean;
  readonly #keeps: boolean;
  readonly #reader: FrameReader;
  readonly #kept: (readonly [Uint8Array, Uint8Array])[] = [];
  #ended = false;
  #replies = 0;
  #bytes = 0;
  #fault: Error | undefined;

  constructor({ framing, datagrams, keeps }: Trial) {
    this.datagrams = datagrams;
    this.#keeps = keeps;
    this.#reader = new FrameReader(framing, MOST_REPLIES);
  }

  write(chunks: readonly Uint8Array[]): boolean {
    if (this.#ended) this.#fault ??= new Error('a write after the end');
    for (const chunk of chunks) {
      const copy = chunk.slice();
      this.#bytes += chunk.length;
      if (this.#keeps) this.#kept.push([chunk, copy]);
      this.#read(copy);
    }
    if (this.#bytes > MOST_REPLIES) this.#fault ??= new Error(`more than ${MOST_REPLIES} bytes of replies`);
    return !this.#keeps;
  }

  end(): void {
    if (this.#ended) this.#fault ??= new Error('a second end');
    this.#ended = true;
  }

  /** The number of replies; throws where one is not whole, or kept memory was written to. */
  check(): number {
    if (this.#fault) throw this.#fault;
    this.#reader.end();
    for (const [kept, copy] of this.#kept)
      if (Buffer.compare(kept, copy) !== 0) throw new Error('memory that the wire keeps was overwritten');
    return this.#replies;
  }

  #read(bytes: Uint8Array): void {
    try {
      this.#reader.push(bytes);
      while (this.#reader.next() !== undefined) this.#replies++;
    } catch (cause) {
      this.#fault ??= new Error('a reply that is no frame', { cause });
    }
  }
}
