import { type Codec } from '../../src/core/codec.js';
import { EventStream } from '../../src/core/event-stream.js';
import type { Framing } from '../../src/core/framing.js';
import type { CloseReason, Conversation, Handler, Peer } from '../../src/core/handler.js';
import { ReplyBuffer } from '../../src/core/reply-buffer.js';
import type { SessionEvent } from '../../src/core/session-event.js';
import { Session } from '../../src/core/session.js';
import type { Wire } from '../../src/core/wire.js';
import line from '../../src/framings/line.js';

/** What happened on a wire: the text of each write, and `<end>`. */
export class WireLog implements Wire {
  readonly entries: string[] = [];
  onWrite: (() => void) | undefined;

  constructor(readonly datagrams = false) {}

  write(chunks: readonly Uint8Array[]): boolean {
    this.entries.push(chunks.map((chunk) => Buffer.from(chunk).toString()).join(''));
    this.onWrite?.();
    return true;
  }

  end(): void {
    this.entries.push('<end>');
  }
}

export type Connect<T> = (peer: Peer<T>) => Conversation<T>;

/** A server with one handler, and what its events and its conversations' ends were. */
export class SessionBench<T = string> {
  readonly events = new EventStream<SessionEvent>();
  readonly replies = new ReplyBuffer();
  readonly closed: CloseReason[] = [];
  readonly failures: SessionEvent[] = [];
  readonly handler: Handler<T>;

  constructor(
    connect: Connect<T>,
    codec: Codec<T>,
    readonly framing: Framing = line(),
  ) {
    this.handler = {
      name: 'test',
      summary: 'a test',
      examples: [],
      codec,
      connect: (peer) => ({
        closed: (reason) => {
          this.closed.push(reason);
        },
        ...connect(peer),
      }),
    };
    this.events.subscribe((event) => {
      if (event.type === 'failed') this.failures.push(event);
    });
  }

  session(wire: Wire, id = 1, turn = Infinity): Session<T, T> {
    return new Session(
      id,
      { turn, handler: this.handler, framing: this.framing, maxFrame: 20, replies: this.replies, events: this.events },
      wire,
    );
  }
}

/** The bytes of a text. */
export function utf8(string: string): Uint8Array {
  return new TextEncoder().encode(string);
}

/** Sends everything back. */
export const echo: Connect<string> = (peer) => ({
  receive: (message) => {
    peer.send(message);
  },
});
