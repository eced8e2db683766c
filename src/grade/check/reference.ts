import { joinBytes } from '../../core/frame-bytes.js';
import { EventStream } from '../../core/event-stream.js';
import type { Framing } from '../../core/framing.js';
import type { Handler } from '../../core/handler.js';
import { ReplyBuffer } from '../../core/reply-buffer.js';
import { Session } from '../../core/session.js';

/** What the reference server answers to a stream of bytes, in all, and whether it ends the connection. */
export interface ReferenceAnswer {
  readonly bytes: Uint8Array;
  readonly closes: boolean;
}

/** Asks the reference: the lab's handler over the lab's framing, without a network. */
export function referenceAnswer(
  handler: Handler<unknown>,
  framing: Framing,
  maxFrame: number,
  stream: Uint8Array,
): ReferenceAnswer {
  const written: Uint8Array[] = [];
  let closes = false;
  const wire = {
    write: (chunks: readonly Uint8Array[]) => {
      // Copied: the memory is used again.
      written.push(joinBytes(chunks));
      return true;
    },
    end: () => {
      closes = true;
    },
  };
  const session = new Session(
    1,
    { handler, framing, maxFrame, replies: new ReplyBuffer(), events: new EventStream() },
    wire,
  );
  session.receive(stream.slice());
  return { bytes: joinBytes(written), closes };
}
