import type { EventSink } from './event-stream.js';
import { FrameReader } from './frame-reader.js';
import type { Framing } from './framing.js';
import type { CloseReason, Conversation, Handler, Peer } from './handler.js';
import { ObservedWire } from './observed-wire.js';
import { isProtocolError } from './protocol-error.js';
import type { ReplyBuffer } from './reply-buffer.js';
import type { SessionEvent } from './session-event.js';
import type { Receiver, Wire } from './wire.js';

/** What all sessions of one server have in common. */
export interface Service<I = Uint8Array, O = I> {
  readonly framing: Framing;
  readonly handler: Handler<I, O>;
  /** The largest payload accepted, in bytes. */
  readonly maxFrame: number;
  readonly replies: ReplyBuffer;
  readonly events: EventSink<SessionEvent>;
  /**
   * So many messages of one connection are handled in one go, so that a peer that sends thousands at once does not keep the
   * others waiting; the session is held then. Where this is missing there is no limit.
   */
  readonly turn?: number;
  /** Told when a session is no longer open; its connection may still be. */
  over?(session: number): void;
}

/**
 * One connection, without its socket: chunks go in, the handler's conversation is called for each message, and replies go
 * out on the wire. Replies to what one chunk brought share one write; anything else is written at once.
 *
 * `open` until either side ends it (`closed`) or it breaks (`failed`); what arrives after that is dropped.
 */
export class Session<I, O> implements Peer<O>, Receiver {
  readonly id: number;
  readonly #service: Service<I, O>;
  readonly #wire: Wire;
  readonly #reader: FrameReader;
  #conversation: Conversation<I> | undefined;
  #state: 'open' | 'closed' | 'failed' = 'open';
  #reason: CloseReason | undefined;
  #receiving = false;
  #held = false;
  #received = 0;
  #messages = 0;

  constructor(id: number, service: Service<I, O>, wire: Wire) {
    this.id = id;
    this.#service = service;
    this.#wire = new ObservedWire(id, wire, service.events);
    this.#reader = new FrameReader(service.framing, service.maxFrame);
    try {
      this.#conversation = service.handler.connect(this);
    } catch (error) {
      this.#fail(error);
    }
    // It may have been ended from inside connect, where there was no conversation to tell yet.
    if (this.#reason !== undefined) this.#tell(this.#reason);
  }

  get state(): 'open' | 'closed' | 'failed' {
    return this.#state;
  }

  /** Why it is no longer open. */
  get reason(): CloseReason | undefined {
    return this.#reason;
  }

  /** Bytes received so far. */
  get received(): number {
    return this.#received;
  }

  /** Messages received so far. */
  get messages(): number {
    return this.#messages;
  }

  /** True while a message has begun and not come whole. */
  get unfinished(): boolean {
    return this.#reader.pending > 0;
  }

  receive(chunk: Uint8Array): void {
    if (this.#state !== 'open') return;
    const { events } = this.#service;
    this.#received += chunk.length;
    if (events.observed) events.emit({ type: 'received', session: this.id, bytes: chunk });
    this.#reader.push(chunk);
    this.#work();
  }

  /** True while messages that have come are kept until `resume`: after `hold`, or when a turn was up. */
  get held(): boolean {
    return this.#held;
  }

  /** So much waits for the peer that nothing more is to be made for it. */
  hold(): void {
    this.#held = true;
  }

  resume(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#state === 'open') this.#work();
  }

  /** The peer has ended its direction. */
  end(): void {
    if (this.#state !== 'open') return;
    try {
      this.#reader.end();
      if (this.#conversation?.end) this.#conversation.end();
      else this.finish('peer');
    } catch (error) {
      this.#fail(error);
    }
  }

  send(message: O): void {
    if (this.#state !== 'open') return;
    const { handler, framing, replies, events } = this.#service;
    const payload = handler.codec.encode(message);
    replies.open(this.#wire);
    framing.encode(payload, replies);
    if (events.observed) events.emit({ type: 'reply', session: this.id, payload });
    if (!this.#receiving || this.#wire.datagrams === true) replies.flush();
  }

  close(): void {
    this.finish('handler');
  }

  /** Ends the session from this side: what was sent goes out, then our direction is ended. */
  finish(reason: CloseReason): void {
    if (this.#state !== 'open') return;
    this.#state = 'closed';
    this.#service.replies.flush();
    this.#wire.end();
    this.#leave(reason);
  }

  /** The connection is gone: nothing can be sent any more. */
  lost(reason: CloseReason): void {
    if (this.#state !== 'open') return;
    this.#state = 'failed';
    this.#leave(reason);
  }

  #work(): void {
    this.#receiving = true;
    try {
      this.#drain();
    } catch (error) {
      this.#fail(error);
    }
    this.#receiving = false;
    this.#service.replies.flush();
  }

  #drain(): void {
    const { handler, events, turn = Infinity } = this.#service;
    const last = this.#messages + turn;
    while (this.#state === 'open' && !this.#held) {
      if (this.#messages === last) {
        this.#held = true;
        return;
      }
      const payload = this.#reader.next();
      if (payload === undefined) return;
      this.#messages++;
      if (events.observed) events.emit({ type: 'message', session: this.id, payload });
      let message: I;
      try {
        message = handler.codec.decode(payload);
      } catch (error) {
        if (!isProtocolError(error) || handler.codec.refusal === undefined) throw error;
        this.send(handler.codec.refusal(error));
        continue;
      }
      this.#conversation?.receive(message);
    }
  }

  #fail(error: unknown): void {
    const { events, replies } = this.#service;
    const reason = isProtocolError(error) ? 'protocol-error' : 'handler-error';
    if (this.#state !== 'open') {
      // Too late to change anything, but a handler that throws once it has closed has a fault that somebody wants to know.
      events.emit({ type: 'failed', session: this.id, reason, error });
      return;
    }
    this.#state = 'failed';
    replies.flush();
    events.emit({ type: 'failed', session: this.id, reason, error });
    this.#wire.end();
    this.#leave(reason);
  }

  #leave(reason: CloseReason): void {
    this.#reason = reason;
    this.#service.over?.(this.id);
    this.#tell(reason);
  }

  #tell(reason: CloseReason): void {
    try {
      this.#conversation?.closed?.(reason);
    } catch (error) {
      this.#service.events.emit({ type: 'failed', session: this.id, reason: 'handler-error', error });
    }
  }
}
